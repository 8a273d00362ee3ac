# --in-place keeps the mode and goes through a symbolic link
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
chmod 640 x.xml
ln -s x.xml link.xml
hgw-new --next --in-place link.xml
stat -c %A link.xml x.xml
hgw-check -f quiet x.xml; grep -o "fase=\"[a-z]*" link.xml
