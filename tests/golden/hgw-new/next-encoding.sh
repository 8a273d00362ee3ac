# an encoding that lacks a character of what is added is told, and nothing is written
printf '<?xml version="1.0" encoding="US-ASCII"?>\n<casus versie="1" fase="intake" start="2026-01-12"><betrokkenen><leerling id="a"><naam>A</naam></leerling></betrokkenen></casus>\n' >x.xml
hgw-new --next x.xml
