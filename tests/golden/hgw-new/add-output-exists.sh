# -o never overwrites
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
echo keep >y.xml
hgw-new --add=doel -o y.xml x.xml; echo $?
cat y.xml
