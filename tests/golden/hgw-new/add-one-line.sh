# a file without line ends stays one line
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
tr -d '\n' <x.xml >y.xml
hgw-new --add=uitzondering y.xml
