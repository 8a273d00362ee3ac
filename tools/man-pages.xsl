<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the rule files say, one record a line, for tools/man-pages. Give it schemas/hgw-uitgangspunten.sch and lang, nl or
  en. Fields end with a tab; a value that depends on the case is an ellipsis.

    principle  number  name  idea  explanation
    rule       principle  code  level  first-phase  last-phase  message  why  help

  first-phase and last-phase are those in which the rule holds, - when that is always.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:s="http://purl.oclc.org/dsdl/schematron">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="lang" select="'nl'"/>

  <xsl:variable name="files" select="/ | document('hgw-taal.sch', /) | document('hgw-structuur.sch', /)"/>
  <!-- The end of a diagnostic's id in this language. -->
  <xsl:variable name="end">
    <xsl:if test="$lang = 'en'">.en</xsl:if>
  </xsl:variable>

  <xsl:key name="diagnostic" match="s:diagnostic" use="@id"/>
  <xsl:key name="phase" match="s:phase" use="s:active/@pattern"/>

  <xsl:template match="/">
    <xsl:for-each select="//s:diagnostic[starts-with(@id, 'uitgangspunt-') and not(contains(@id, '.'))]">
      <xsl:call-template name="field"><xsl:with-param name="value" select="'principle'"/></xsl:call-template>
      <xsl:call-template name="field"><xsl:with-param name="value" select="substring-after(@id, '-')"/></xsl:call-template>
      <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="@id"/></xsl:call-template>
      <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="concat(@id, '.idee')"/></xsl:call-template>
      <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="concat(@id, '.uitleg')"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
    <xsl:apply-templates select="$files//s:assert | $files//s:report">
      <xsl:sort select="@id"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="s:assert | s:report">
    <xsl:variable name="phases" select="key('phase', ancestor::s:pattern/@id)"/>
    <xsl:call-template name="field"><xsl:with-param name="value" select="'rule'"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="value" select="substring-after(@flag, '-')"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="value" select="@id"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="value" select="@role"/></xsl:call-template>
    <xsl:call-template name="phase"><xsl:with-param name="phase" select="$phases[1]"/></xsl:call-template>
    <xsl:call-template name="phase"><xsl:with-param name="phase" select="$phases[last()]"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$lang = 'en'">
        <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="@id"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="text"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="concat(@id, '.waarom')"/></xsl:call-template>
    <xsl:call-template name="diagnostic"><xsl:with-param name="id" select="concat(@id, '.hulp')"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="field">
    <xsl:param name="value"/>
    <xsl:value-of select="concat(normalize-space($value), '&#9;')"/>
  </xsl:template>

  <xsl:template name="phase">
    <xsl:param name="phase"/>
    <xsl:choose>
      <xsl:when test="$phase"><xsl:value-of select="concat($phase/@id, '&#9;')"/></xsl:when>
      <xsl:otherwise><xsl:text>-&#9;</xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The text of the context node. -->
  <xsl:template name="text">
    <xsl:variable name="text">
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::s:value-of or self::s:name">…</xsl:when>
          <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="field"><xsl:with-param name="value" select="$text"/></xsl:call-template>
  </xsl:template>

  <!-- The diagnostic with this id, in the file of the context node. -->
  <xsl:template name="diagnostic">
    <xsl:param name="id"/>
    <xsl:for-each select="key('diagnostic', concat($id, $end))">
      <xsl:call-template name="text"/>
    </xsl:for-each>
    <xsl:if test="not(key('diagnostic', concat($id, $end)))">
      <xsl:message terminate="yes">There is no diagnostic <xsl:value-of select="concat($id, $end)"/></xsl:message>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
