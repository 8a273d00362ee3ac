# all that is wrong with a rule file is said in one run, with line and column, and what was probably meant
cp "$TOP/examples/mila.hgw.xml" .
cat >eigen.sch <<'END'
<?xml version="1.0"?>
<!-- <schema> in a comment counts for nothing -->
<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:hgw="urn:hgw:functies" hgw:uitgangspunt="9">
  <titel>Onze regels</titel>
  <ns prefix="hgw" uri="urn:hgw:functies"/>
  <let name="doelen" value="/kasus/uitzicht/doell"/>
  <pattern hgw:vanaf="adviezen" vanaf="advies">
    <rule contekst="doel"/>
    <rule context="/casus/uitzicht/doel[ @tremijn = 'kort'
                   and @termijn > 'a>b']" role="erg">
      <let name="aantal" value="count($dolen)"/>
      <reprot id="TEAM1" test="true()">x</reprot>
      <report id="TEAM2" test='"&lt;" = "&gt;" and norm-space(tekst)'>Bij <value-of select="hgw:woordn(tekst)"/>.</report>
      <assert id="TEAM2" test="$aantl > 0 and count(. | )">y</assert>
      <assert id="team" test="hgw:woorden()" diagnostics="weg">z</assert>
    </rule>
  </pattern>
  <pattern is-a="niets"/>
</schema>
END
hgw-check --rules=eigen.sch mila.hgw.xml
