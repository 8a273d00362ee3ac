# a BOM stays
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
{ printf '\357\273\277'; cat x.xml; } >y.xml
hgw-new --add=positief y.xml | od -c | head -n 2
