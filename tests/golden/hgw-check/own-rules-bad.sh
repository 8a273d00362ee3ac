# a rule file that is wrong: one error with file and line, status 2, nothing checked
regel() { printf "<schema xmlns=\"http://purl.oclc.org/dsdl/schematron\">\n%s\n</schema>\n" "$1" >eigen.sch; }
probeer() { regel "$1"; hgw-check -f gcc --rules=eigen.sch "$TOP/tests/cases/yara.hgw.xml" 2>err; status=$?; sed "s|$TOP/||" err; echo "status $status"; }
probeer '<key>x</key>'
probeer '<pattern xmlns:hgw="urn:hgw:functies" hgw:vanaf="advice"><rule context="casus"><assert id="T1" test="1">x</assert></rule></pattern>'
probeer '<pattern xmlns:hgw="urn:hgw:functies" hgw:vanaf="advies" hgw:tot="intake"><rule context="casus"><assert id="T1" test="1">x</assert></rule></pattern>'
probeer '<pattern><rule context="casus"><assert id="T1" test="count(">x</assert></rule></pattern>'
probeer '<pattern id="a"/><pattern id="a"/>'
# shellcheck disable=SC2016 # $x is a param
probeer '<pattern abstract="true" id="a" is-a="a"><rule context="$x"><report id="T1" test="1">x</report></rule></pattern>'
probeer '<pattern><rule abstract="true" id="a"><extends rule="a"/></rule></pattern>'
probeer '<pattern><rule context="casus"><assert id="T1" role="ernstig" test="1">x</assert></rule></pattern>'
probeer '<pattern><rule context="casus"><assert id="HGW005" test="1">x</assert></rule></pattern>'
hgw-check --rules=weg.sch "$TOP/tests/cases/yara.hgw.xml"
