# what people know from ISO Schematron: abstract patterns with params, include, other roles, phases with a default
cp "$TOP/examples/mila.hgw.xml" .
sch() { printf '<schema xmlns="http://purl.oclc.org/dsdl/schematron"%s>\n%s\n</schema>\n' "$2" "$1"; }
probeer() { # RULES [ATTRIBUTES]
    sch "$1" "${2:-}" >eigen.sch
    hgw-check -f gcc -i T --rules=eigen.sch mila.hgw.xml 2>&1
    echo "status $?"
}
# shellcheck disable=SC2016 # $wat and $met are params
probeer '<pattern abstract="true" id="moet"><rule context="$wat"><let name="er" value="$met"/><report id="T1" role="note" test="$er"><name/> heeft <value-of select="count($er)"/></report></rule></pattern>
<pattern is-a="moet"><param name="wat" value="overleg"/><param name="met" value="afwezig"/></pattern>
<pattern is-a="moet"><param name="wat" value="/casus/advies"/><param name="met" value="afspraak"/></pattern>'
probeer '<pattern><rule context="casus"><report id="T1" role="info" test="1">een</report><report id="T2" role="warn" test="1">twee</report><report id="T3" role="fatal" test="1">drie</report></rule></pattern>'
probeer '<phase id="kort"><active pattern="a"/></phase><phase id="lang"><active pattern="a"/><active pattern="b"/></phase>
<pattern id="a"><rule context="casus"><report id="T1" role="note" test="1">a</report></rule></pattern>
<pattern id="b"><rule context="casus"><report id="T2" role="note" test="1">b</report></rule></pattern>' ' defaultPhase="kort"'
# an include is the file's element, or the one with an id; what is wrong in it is said of that file
mkdir stuk
echo '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="stuk/regel.xml"/></pattern>' >patroon.xml
cat >stuk/regel.xml <<'END'
<rule xmlns="http://purl.oclc.org/dsdl/schematron" context="casus">
  <report id="T1" role="note" test="1">hier</report>
</rule>
END
sch '<pattern id="x"><rule context="casus"><report id="T2" role="note" test="1">x</report></rule></pattern>
<pattern id="y"><rule context="casus"><report id="T3" role="note" test="1">y</report></rule></pattern>' >heel.xml
probeer '<include href="patroon.xml"/><include href="heel.xml#y"/>'
sed -i 's/test="1"/test="kasus"/' stuk/regel.xml
probeer '<include href="patroon.xml"/>
<include href="heel.xml"/><include href="heel.xml#z"/><include href="weg.xml"/><include/>
<include href="/etc/passwd"/><include href="../eigen.xml"/><include href="file:patroon.xml"/>'
echo '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="rond.xml"/></pattern>' >rond.xml
probeer '<include href="rond.xml"/>'
probeer '<include href="eigen.sch"/>'
echo '<pattern' >kapot.xml
probeer '<include href="kapot.xml"/>'
