# a file that is no XML: nobody knows yet who is called what, so nothing of it is quoted
printf '<casus versie="1">\n<NoorVerhulst>\n</casus>\n' >noor.hgw.xml
hgw-render --pseudonymise noor.hgw.xml
