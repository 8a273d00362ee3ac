# gcc counts columns in bytes, as vim's %c and the GNU standards do; json and text count characters
printf '<casus versie="1" fase="intake" start="2026-09-07"><betrokkenen><leerling id="l"><naam>Zoë</naam></leerling></betrokkenen>\n<overzicht><!-- é 漢 😀 --><positief bouwsteen="leerling"/></overzicht></casus>\n' >case.xml
hgw-check -f gcc -i HGW005 case.xml
hgw-check -f json case.xml | jq -c '.findings[] | select(.code == "HGW005") | [.line, .column]'
hgw-check -f text -i HGW005 case.xml | sed -n 1,3p
