# a file that may only be read stays as it is
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
cp x.xml y.xml; chmod 444 x.xml
hgw-new --next --in-place x.xml; echo $?
cmp x.xml y.xml
