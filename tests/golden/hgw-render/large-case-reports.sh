# reports of a case of 34,000 elements, of which some are closed to each reader, are made; so is one of 2,000 meetings
# not-under: debug san
{
    echo '<casus versie="1" fase="intake" start="2026-09-01"><betrokkenen zichtbaar="ouders leerling school">'
    echo '<leerling id="lowie"><naam>Lowie</naam></leerling><betrokkene id="m" rol="ouder"><naam>An</naam></betrokkene>'
    echo '</betrokkenen><overleggen zichtbaar="ouders leerling school">'
    yes '<overleg datum="2026-11-01" soort="ander" deelnemers="m"/>' | head -n 2000
    echo '</overleggen><overzicht>'
    seq 4000 | sed 's|.*|<uitzondering zichtbaar="ouders"><situatie>Lezen &.</situatie></uitzondering>\
<uitzondering zichtbaar="leerling school"><situatie>Rekenen &.</situatie></uitzondering>\
<uitzondering zichtbaar="ouders leerling school"><situatie>Tekenen &.</situatie></uitzondering>\
<uitzondering><situatie zichtbaar="school">Schrijven &.</situatie></uitzondering>|'
    echo '</overzicht></casus>'
} >groot.hgw.xml
hgw-render --date=2026-11-24 -r voorbereiding -o - groot.hgw.xml | grep '^| uitz' | sed 's/[0-9]*\. |/|/' | sort | uniq -c
hgw-render --date=2026-11-24 -r overleg --without-consent -o - groot.hgw.xml | sed -n 's/[0-9]*\.$//; /^- Tekenen\|^## Overleg op\|^- Aan/p' | sort | uniq -c
