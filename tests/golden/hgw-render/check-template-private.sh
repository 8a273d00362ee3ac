# a private-use character marks where a report's texts are put: refused in a template, a sign like any other in a case
printf '{{! doelgroep: intern }}\né\356\200\2000\356\200\201 {{betrokkenen/leerling/naam}}\n' >t.md
hgw-render --check-template --template=t.md && exit 2
printf '{{! doelgroep: intern }}\n{{betrokkenen/leerling/naam}}: {{{overzicht/positief}}}\n' >t.md
printf '<casus versie="1" fase="intake" start="2026-09-01"><betrokkenen><leerling id="noor" klas="3B"><naam>N\356\200\2001\356\200\201</naam></leerling></betrokkenen>
<overzicht><positief bouwsteen="leerling">a \356\200\2000\356\200\201 *b*</positief></overzicht></casus>' >x.hgw.xml
hgw-render --template=t.md x.hgw.xml | od -An -c | tr -d '\n' | tr -s ' '
