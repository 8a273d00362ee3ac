# UTF-16 stays UTF-16
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
{ printf '\377\376'; { echo '<?xml version="1.0" encoding="UTF-16"?>'; cat x.xml; } | iconv -f UTF-8 -t UTF-16LE; } >y.xml
hgw-new --add=positief y.xml | iconv -f UTF-16 -t UTF-8
