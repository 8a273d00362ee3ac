# current() in the context of a rule means nothing yet (XSLT 1.0, 12.4): refused; in what the rule asks it is its element
cp "$TOP/examples/mila.hgw.xml" .
probeer() {
    printf '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>\n%s\n</pattern></schema>\n' "$1" >eigen.sch
    hgw-check -f gcc -i T --rules=eigen.sch mila.hgw.xml 2>&1
    echo "status $?"
}
probeer '<rule context="doel[current()/@id]"><report id="T1" role="note" test="true()">x</report></rule>'
probeer '<rule context="casus | id(current()/@object)"><report id="T1" role="note" test="true()">x</report></rule>'
# shellcheck disable=SC2016 # $ik is a variable of XPath
probeer '<rule context="doel"><let name="ik" value="current()/@id"/><report id="T1" role="note" test="//*[@doelen = current()/@id]"><value-of select="$ik"/></report></rule>'
