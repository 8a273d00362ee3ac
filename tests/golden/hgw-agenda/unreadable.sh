# a case that cannot be read is complained of, and the others are listed
echo '<casus><betrokkenen>' >stuk.xml
echo '<html/>' >pagina.xml
printf '<!DOCTYPE casus [<!ENTITY a "b">]>\n<casus/>' >doctype.xml
: >leeg.xml
mkdir map
hgw-agenda -d 2026-12-20 --until=2026-12-31 -t tsv niets.xml stuk.xml pagina.xml doctype.xml leeg.xml map "$TOP/examples/mila.hgw.xml" | cut -f 1-4
hgw-agenda -d 2026-12-20 --until=2026-12-31 -t tsv niets.xml "$TOP/examples/mila.hgw.xml" >/dev/null
