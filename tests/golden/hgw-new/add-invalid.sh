# a case that is not valid is refused, with the findings of the check
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
sed 's/start=.*"/start="x"/' x.xml >y.xml; cp y.xml z.xml
hgw-new --add=doel --in-place y.xml; echo $?
cmp y.xml z.xml
