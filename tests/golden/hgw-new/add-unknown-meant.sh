# a word in the name of pieces, a typo, nothing; the case stays
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
for piece in behoefte hulpvrag doelen ''; do hgw-new --add="$piece" x.xml; done
