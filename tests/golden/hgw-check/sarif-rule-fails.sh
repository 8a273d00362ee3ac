# a rule that fails on a later file ends the run with status 2, and what was written is whole
cp "$TOP/examples/mila.hgw.xml" one.xml
printf '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="casus[@fase]"><report id="T1" test="contains(@start, %s) and count(string(@fase))">x</report></rule></pattern></schema>\n' "'2031'" >eigen.sch
sed 's/\(<casus [^>]*start="\)[0-9]*/\12031/' one.xml >two.xml
hgw-check -f sarif -i T --rules=eigen.sch one.xml two.xml one.xml >out
echo "status $?"
jq -c '.runs[0] | [(.results | length), .invocations]' out
hgw-check -f sarif weg.xml one.xml >out
echo "status $?"
jq -c '.runs[0] | [(.results | length), .invocations]' out
