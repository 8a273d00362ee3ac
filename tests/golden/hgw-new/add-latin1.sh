# a file in another encoding keeps it
printf '<?xml version="1.0" encoding="ISO-8859-1"?>\n<casus versie="1" fase="intake" start="2026-01-12"><betrokkenen><leerling id="a"><naam>Zo\353</naam></leerling></betrokkenen></casus>\n' >x.xml
hgw-new --add=positief x.xml | iconv -f ISO-8859-1 -t UTF-8
