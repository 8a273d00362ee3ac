# a team's own rule, without any of our conventions but the code
regel() { printf "<schema xmlns=\"http://purl.oclc.org/dsdl/schematron\">\n%s\n</schema>\n" "$1" >eigen.sch; }
cp "$TOP/tests/cases/yara.hgw.xml" .
regel "<pattern><rule context=\"hulpvraag\"><assert id=\"TEAM1\" test=\"antwoord\">Nog geen antwoord op <value-of select=\"@id\"/>.</assert></rule></pattern>"
hgw-check -d 2026-11-24 --rules=eigen.sch -f json -i TEAM yara.hgw.xml | jq -c ".findings[] | select(.code == \"TEAM1\")"
hgw-check -d 2026-11-24 --rules=eigen.sch -f md -i TEAM yara.hgw.xml | tail -n 3
