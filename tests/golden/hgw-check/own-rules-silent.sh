# a rule file of which no rule can ever fire is refused: that is said, and nothing is checked
cp "$TOP/examples/mila.hgw.xml" .
probeer() {
    printf '<schema xmlns="http://purl.oclc.org/dsdl/schematron"%s>\n%s\n</schema>\n' "$2" "$1" >eigen.sch
    hgw-check -f gcc -l error --lang="${3:-nl}" --rules=eigen.sch mila.hgw.xml 2>&1
    echo "status $?"
}
regel='<rule context="casus"><report id="T1" test="true()" role="error">hier moet iets komen</report></rule>'
probeer "<phase id=\"alles\"><active pattern=\"a\"/></phase><pattern id=\"a\">$regel</pattern>" ' defaultPhase="alles"'
probeer "<pattern id=\"a\">$regel</pattern><pattern id=\"b\"/>
<phase id=\"intake\"><active pattern=\"b\"/></phase><phase id=\"evaluaties\"><active pattern=\"a\"/></phase>"
probeer "<phase id=\"advies\"/><pattern id=\"a\">$regel</pattern>"
probeer ""
probeer '<pattern><rule context="casus"><let name="x" value="1"/></rule></pattern>'
probeer '<pattern><rule abstract="true" id="r"><report id="T1" test="true()">x</report></rule></pattern>'
probeer "<phase id=\"alles\"><active pattern=\"a\"/></phase><pattern id=\"a\">$regel</pattern>" "" en
# what never is a phase of ours holds in its default phase; hgw:vanaf and hgw:tot say from which phase on, and up to which
for fase in intake strategie evaluatie; do
    sed -i "s/fase=\"[a-z]*\"/fase=\"$fase\"/" mila.hgw.xml
    probeer "<pattern hgw:vanaf=\"strategie\" hgw:tot=\"onderzoek\">$regel</pattern>" ' xmlns:hgw="urn:hgw:functies"'
done
# phases said in both ways
probeer "<phase id=\"intake\"><active pattern=\"a\"/></phase><pattern id=\"a\" hgw:vanaf=\"strategie\">$regel</pattern>" ' xmlns:hgw="urn:hgw:functies"'
# and these can
probeer "<pattern>$regel</pattern>"
probeer "<phase id=\"evaluatie\"><active pattern=\"a\"/></phase><phase id=\"alles\"/><pattern id=\"a\">$regel</pattern>"
probeer '<pattern><rule abstract="true" id="r"><report id="T1" test="true()">x</report></rule><rule context="casus"><extends rule="r"/></rule></pattern>'
