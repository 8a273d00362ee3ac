# what only shows when a rule is evaluated: a value of the wrong kind, a variable that needs itself; and contexts of all sorts
# shellcheck disable=SC2016 # the variables are those of the rules
cp "$TOP/examples/mila.hgw.xml" .
probeer() {
    printf '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="hgw" uri="urn:hgw:functies"/>\n%s\n</schema>\n' "$1" >eigen.sch
    hgw-check -f gcc -i T --rules=eigen.sch mila.hgw.xml 2>&1
    echo "status $?"
}
probeer '<pattern><rule context="casus"><report id="T1" test="count(3)">x</report></rule></pattern>'
probeer '<let name="a" value="$b"/><let name="b" value="$a"/><pattern><rule context="casus"><report id="T1" test="$a">x</report></rule></pattern>'
probeer '<pattern><rule context="hgw:bevat(&apos;vaag&apos;, .)"><report id="T1" test="true()">x</report></rule></pattern>'
probeer '<let name="drie" value="3"/><pattern><rule context="$drie"><report id="T1" test="true()">x</report></rule></pattern>'
# attributes are placed on their element; of a pattern the first rule that has a node fires
probeer '<pattern><rule context="doel/@termijn[. = &apos;kort&apos;]"><report id="T1" role="note" test="true()"><value-of select="."/></report></rule>
<rule context="@termijn"><report id="T2" role="note" test="true()">ander: <value-of select="."/></report></rule></pattern>'
probeer '<let name="drie" value="//doel[3]"/><pattern><rule context="$drie | hgw:met(&apos;vaag&apos;, //zorg) | /casus/uitzicht/doel[1]"><report id="T1" role="note" test="true()"><name/></report></rule></pattern>'
