# the report for the parents before the advice meeting, after it, and when it is time to look back
cat >lies.hgw.xml <<'END_CASE'
<casus versie="1" fase="integratie" start="2026-09-01">
  <betrokkenen zichtbaar="ouders"><leerling id="l" geboortedatum="2018-05-01"><naam>Lies</naam></leerling>
    <betrokkene id="m" rol="ouder"><naam>An</naam></betrokkene></betrokkenen>
  <overleggen><overleg datum="2026-11-24" soort="adviesgesprek"/></overleggen>
  <uitzicht zichtbaar="ouders">
    <doel id="d1" termijn="lang" streefdatum="2026-11-23"><tekst>Lies leest graag.</tekst>
      <startsituatie>Nu leest Lies niet.</startsituatie></doel>
    <doel id="d2" termijn="kort" streefdatum="2026-11-24"><tekst>Lies kiest een boek.</tekst></doel>
    <onderwijsbehoefte aanbod="reeds">Een rustige hoek.</onderwijsbehoefte>
    <opvoedingsbehoefte>Iemand die voorleest.</opvoedingsbehoefte>
    <ondersteuningsbehoefte van="m">An wil weten welke boeken passen.</ondersteuningsbehoefte>
    <aanbeveling status="gekozen"><tekst>Elke avond voorlezen.</tekst></aanbeveling>
    <aanbeveling><tekst>Samen naar de bib gaan.</tekst></aanbeveling>
    <aanbeveling status="niet-gekozen"><tekst>Een leescomputer.</tekst><reden>Lies wil papier.</reden></aanbeveling>
  </uitzicht>
  <advies zichtbaar="ouders">
    <afspraak wie="m" tot="2026-11-23">Naar de bib gaan.</afspraak>
    <afspraak wie="m" tot="2026-11-23" uitkomst="deels" toelichting="De bib was dicht.">Samen lezen.</afspraak>
    <evaluatie doelen="d1" uitgevoerd="2026-11-20" besluit="anders"><resultaat>Het ging moeizaam.</resultaat></evaluatie>
    <evaluatie doelen="d1" uitgevoerd="2026-10-20" besluit="verder"><resultaat>Een goed begin.</resultaat></evaluatie>
    <evaluatie doelen="d2" gepland="2026-11-23"><methode>De boeken tellen.</methode></evaluatie>
    <evaluatie doelen="d2" gepland="2026-11-24"><methode>Vragen wat Lies las.</methode></evaluatie>
  </advies>
</casus>
END_CASE
show() { # CASE [OPTION...]
    hgw-render -r ouders "$@" | sed '/^## Uw rechten/,$d; /^$/d'
}
echo "--- the day before the advice meeting"
show --date=2026-11-23 lies.hgw.xml | sed -n '/^- Fase/p; /^## De doelen/,$p'
echo "--- the day itself, past its dates"
show --date=2026-11-24 lies.hgw.xml | sed -n '/^- Fase/p; /^## De doelen/,$p'
echo "--- looking back"
sed 's/fase="integratie"/fase="evaluatie"/' lies.hgw.xml >terug.hgw.xml
show --date=2026-11-24 terug.hgw.xml | grep -E '^- Fase|Hoe het'
echo "--- only needs, only support: the line stands under the first of the three"
sed '/<doel /d; /<startsit/d; /<evaluatie/d' lies.hgw.xml >nodig.hgw.xml
show --date=2026-11-23 nodig.hgw.xml | sed -n '/^## Wat/,$p'
sed '/<onderwijs/d; /<opvoeding/d; /<doel /d; /<startsit/d; /<evaluatie/d' lies.hgw.xml >steun.hgw.xml
show --date=2026-11-23 steun.hgw.xml | sed -n '/^## Wat/,$p'
echo "--- the file of CLB itself calls nothing a proposal"
hgw-render --date=2026-11-23 lies.hgw.xml | sed -n "/[Vv]oorstel/p"
