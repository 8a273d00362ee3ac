<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the rule file says of the principles, one record a line, for tools/man-pages. Give it schemas/hgw-uitgangspunten.sch
  and lang, nl or en. Fields end with a tab.

    principle  number  name  idea  explanation
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:s="http://purl.oclc.org/dsdl/schematron">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="lang" select="'nl'"/>

  <!-- The end of a diagnostic's id in this language. -->
  <xsl:variable name="end">
    <xsl:if test="$lang = 'en'">.en</xsl:if>
  </xsl:variable>

  <xsl:key name="diagnostic" match="s:diagnostic" use="@id"/>

  <xsl:template match="/">
    <xsl:for-each select="//s:diagnostic[starts-with(@id, 'uitgangspunt-') and not(contains(@id, '.'))]">
      <xsl:call-template name="field"><xsl:with-param name="value" select="'principle'"/></xsl:call-template>
      <xsl:call-template name="field"><xsl:with-param name="value" select="substring-after(@id, '-')"/></xsl:call-template>
      <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="@id"/></xsl:call-template>
      <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="concat(@id, '.idee')"/></xsl:call-template>
      <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="concat(@id, '.uitleg')"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="field">
    <xsl:param name="value"/>
    <xsl:value-of select="concat(normalize-space($value), '&#9;')"/>
  </xsl:template>

  <xsl:template name="diagnostic">
    <xsl:param name="id"/>
    <xsl:if test="not(key('diagnostic', concat($id, $end)))">
      <xsl:message terminate="yes">There is no diagnostic <xsl:value-of select="concat($id, $end)"/></xsl:message>
    </xsl:if>
    <xsl:call-template name="field"><xsl:with-param name="value" select="key('diagnostic', concat($id, $end))"/></xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
