# nothing from a case or a file name steers the terminal
printf '<casus versie="1" fase="intake" start="2026-09-07"><betrokkenen><leerling id="l"><naam>a\302\23331mb\342\200\256c</naam></leerling></betrokkenen></casus>' >"$(printf 'a\033[31m.xml')"
hgw-check -d 2026-11-24 -f gcc -i HGW501 a*.xml
hgw-check -d 2026-11-24 -f text -i HGW501 a*.xml | head -n 3
