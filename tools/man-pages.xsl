<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the rule files say of the principles, one record a line, for tools/man-pages. Give it schemas/regels/1-*.sch to
  7-*.sch and lang, nl or en. Fields end with a tab.

    principle  number  name  idea  explanation
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:s="http://purl.oclc.org/dsdl/schematron" xmlns:hgw="urn:hgw:functies">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="lang" select="'nl'"/>

  <xsl:template match="/s:schema">
    <xsl:text>principle&#9;</xsl:text>
    <xsl:value-of select="concat(@hgw:uitgangspunt, '&#9;')"/>
    <xsl:apply-templates select="s:title[$lang = 'nl'] | s:p[@class = 'titel' and $lang = 'en']"/>
    <xsl:apply-templates select="s:p[@class = 'idee' and lang($lang)]"/>
    <xsl:apply-templates select="s:p[@class = 'uitleg' and lang($lang)]"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="s:title | s:p">
    <xsl:value-of select="concat(normalize-space(), '&#9;')"/>
  </xsl:template>
</xsl:stylesheet>
