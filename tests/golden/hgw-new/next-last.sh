# after the evaluation there is no next phase
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
sed 's/intake/evaluatie/' x.xml >y.xml
hgw-new --next x.xml >/dev/null; hgw-new --next y.xml
