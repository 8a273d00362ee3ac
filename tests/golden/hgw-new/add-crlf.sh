# CRLF and tabs stay, and what is added has them too
printf '<casus versie="1" fase="intake" start="2026-01-12">\r\n\t<betrokkenen>\r\n\t\t<leerling id="a"><naam>A</naam></leerling>\r\n\t</betrokkenen>\r\n</casus>\r\n' >x.xml
hgw-new --add=hulpvraag x.xml | od -c
