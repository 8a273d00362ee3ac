# an earlier case with a reference to nothing is refused
printf "<casus versie=\"1\" fase=\"intake\" start=\"2026-01-12\"><betrokkenen><leerling id=\"a\"><naam>A</naam></leerling></betrokkenen><vraagverheldering><zorg van=\"b\">x</zorg></vraagverheldering></casus>\n" >old.xml
hgw-new --date=2026-11-24 --from old.xml
