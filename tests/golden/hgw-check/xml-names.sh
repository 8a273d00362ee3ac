# what libxml2 says of namespaces and xml:id is said as the grammar says it, of the first line in words of ours
number=0
while IFS= read -r line; do
    number=$((number + 1))
    printf '<casus versie="1" fase="intake" start="2026-09-01"><betrokkenen><leerling id="a"><naam>B</naam></leerling></betrokkenen>\n%s</casus>' "$line" >$number.xml
    hgw-check -f text $number.xml | grep -A1 HGW00
    hgw-check --lang=en -f text $number.xml | grep -A1 HGW00
done <<'LINES'
<overzicht xmlns="%%%"/>
<overzicht xmlns:x="u" xmlns:y="u" x:a="1" y:a="2"/>
<overzicht><aanpak>a<o:p>b</o:p></aanpak></overzicht>
<overzicht o:a="b"/>
<o:overzicht/>
<overzicht xml:id="1 2"/>
<overzicht xml:id="a"/><overzicht xml:id="a"/>
LINES
printf '<?xml ' >first.xml
hgw-check -f gcc first.xml
