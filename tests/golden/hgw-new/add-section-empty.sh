# an empty section is opened, the slash stays
printf '<casus versie="1" fase="intake" start="2026-01-12">\n\t<betrokkenen>\n\t\t<leerling id="a"><naam>A</naam></leerling>\n\t</betrokkenen>\n\t<uitzicht zichtbaar="ouders" />\n</casus>\n' >x.xml
hgw-new --add=voor-leerling x.xml
