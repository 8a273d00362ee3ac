# what is still to be filled in school and contact is told with its place, and nothing of what stands there
sed 's|toestel 214|& <?vul-in het adres?>|; s|<school>|& <?vul-in de afdeling?>|' "$HERE/lowie.hgw.xml" >casus.hgw.xml
printf '%s\n' '{{! rapport: open | doelgroep: intern }}' \
    '{{#bevindingen/uitgangspunt/bevinding[@code="HGW004"]}}' '- {{@plaats}}: {{.}}' '{{/}}' >open.md
hgw-render --date=2026-11-24 --pseudonymise --template=open.md casus.hgw.xml
