# an id that is taken, in a comment too, gets the first number that is free
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="d1"><naam>A</naam></leerling>\n  </betrokkenen>\n  <!-- <doel id="d2"/> -->\n</casus>\n' >x.xml
hgw-new --add=doel x.xml | grep '<doel'
