<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes out what is not OpenDocument's own, as its conformance clause does before an extended document is
     validated (OpenDocument 1.3 part 3, 22.2.2). Only for documents with the styles of a reference document. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output encoding="UTF-8"/>
<xsl:template match="@* | node()">
<xsl:variable name="ns" select="namespace-uri()"/>
<xsl:if test="$ns = '' or starts-with($ns, 'urn:oasis:names:tc:opendocument:xmlns:') or starts-with($ns, 'http://www.w3.org/') or $ns = 'http://purl.org/dc/elements/1.1/'">
<xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
</xsl:if>
</xsl:template>
</xsl:stylesheet>
