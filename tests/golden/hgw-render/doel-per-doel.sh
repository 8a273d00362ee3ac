# an evaluation looks back at each goal, with what was agreed and whether it happened; the sheet of the table and the page of the evening before say the same
cat >a.hgw.xml <<'END_CASE'
<casus versie="1" fase="evaluatie" start="2026-01-12">
  <betrokkenen zichtbaar="ouders leerling school"><leerling id="a" geboortedatum="2018-05-01"><naam>Amir</naam></leerling>
    <betrokkene id="m" rol="ouder"><naam>Laila</naam></betrokkene>
    <betrokkene id="j" rol="leerkracht"><naam>juf Els</naam></betrokkene>
    <betrokkene id="c" rol="clb"><naam>Fien</naam></betrokkene></betrokkenen>
  <toestemmingen><toestemming van="m" voor="delen" ontvanger="school" status="gegeven" datum="2026-01-12"/></toestemmingen>
  <overleggen zichtbaar="ouders leerling school">
    <overleg datum="2026-02-10" soort="adviesgesprek" deelnemers="a m j c"/>
    <overleg datum="2026-11-27" soort="evaluatie" deelnemers="a m j c"/>
  </overleggen>
  <strategie zichtbaar="ouders leerling school"><onderzoeksvraag zichtbaar="ouders leerling school"><vraag>Helpt een lamp?</vraag></onderzoeksvraag></strategie>
  <uitzicht zichtbaar="ouders leerling school">
    <doel id="lang" termijn="lang"><tekst>Amir vindt zijn weg.</tekst></doel>
    <doel id="midden" termijn="middellang" boven="lang"><tekst>Amir speelt elke week met een klasgenoot.</tekst></doel>
    <doel id="kort" termijn="kort" boven="midden">
      <tekst>Amir vraagt of hij mag *meedoen*.</tekst>
      <startsituatie>Hij kijkt toe.</startsituatie><criterium>Drie keer per week</criterium></doel>
    <doel id="slot" termijn="kort" zichtbaar="school"><tekst>Juf Els kiest de groepjes.</tekst></doel>
    <onderwijsbehoefte id="n" doelen="kort midden">Amir heeft een maatje nodig.</onderwijsbehoefte>
    <ondersteuningsbehoefte id="s" van="j" behoefte="n">Juf Els wil tijd.</ondersteuningsbehoefte>
    <opvoedingsbehoefte id="o" doelen="kort">Amir heeft thuis bezoek nodig.</opvoedingsbehoefte>
    <onderwijsbehoefte id="x" doelen="lang">Amir heeft een kaart nodig.</onderwijsbehoefte>
    <aanbeveling id="r1" behoeften="n"><tekst>Kies een maatje.</tekst></aanbeveling>
    <aanbeveling id="r2" behoeften="s"><tekst>Maak tijd.</tekst></aanbeveling>
    <aanbeveling id="r3" behoeften="o"><tekst>Nodig iemand uit.</tekst></aanbeveling>
    <aanbeveling id="r4" behoeften="x"><tekst>Geef een kaart.</tekst></aanbeveling></uitzicht>
  <advies zichtbaar="ouders leerling school">
    <afspraak aanbeveling="r1" wie="j c" tot="2026-06-30" uitkomst="deels" toelichting="In *mei* niet.">Juf Els kiest elke maandag een maatje.</afspraak>
    <afspraak aanbeveling="r2" wie="c" tot="2026-11-23">Fien kijkt mee in de klas.</afspraak>
    <afspraak aanbeveling="r2" uitkomst="niet">Er komt een extra uur!</afspraak>
    <afspraak aanbeveling="r3" wie="m" van="2026-11-01" tot="2026-12-24">Op woensdag komt er iemand spelen.</afspraak>
    <afspraak aanbeveling="r3">Buiten spelen.</afspraak>
    <afspraak aanbeveling="r4" wie="j">Juf Els geeft een kaart.</afspraak>
    <evaluatie doelen="kort midden" uitgevoerd="2026-06-29" besluit="verder"><resultaat zichtbaar="ouders leerling school">Twee keer per week.</resultaat></evaluatie>
    <evaluatie doelen="kort" uitgevoerd="2026-04-02" besluit="anders"><resultaat>Nog te moeilijk.</resultaat></evaluatie>
    <evaluatie doelen="kort" uitgevoerd="2026-09-30"><resultaat zichtbaar="ouders leerling school">Weer minder, na de zomer.</resultaat></evaluatie>
    <evaluatie doelen="slot" uitgevoerd="2026-06-29" besluit="bereikt"><resultaat>Elke week.</resultaat></evaluatie>
    <evaluatie doelen="kort" gepland="2026-11-27"><methode>Vragen aan Amir</methode></evaluatie>
  </advies>
</casus>
END_CASE
render() { hgw-render --date="${date:-2026-11-24}" "$@" 2>/dev/null; }
for report in overleg voorbereiding; do
    echo "--- $report"
    render -r $report a.hgw.xml | sed -n '/^## Doel per/,/^## [^DW]/{/^## [^DW]/!p;}'
done
headings() { # TITLE SED
    sed "$2" a.hgw.xml >x.hgw.xml
    echo "--- $1"
    render -r overleg x.hgw.xml | sed -n 's/^## //p; s/^| \(Doel\|Punt\) .*/ \1/p'
    echo " voorbereiding: $(render -r voorbereiding x.hgw.xml | grep -c '^## Doel per doel')"
}
headings "in fase evaluatie" ''
headings "and no meeting" '/<overleg /d'
headings "before it, when the meeting is an evaluation" 's/fase="evaluatie"/fase="strategie"/'
headings "before it, and the meeting is another" 's/fase="evaluatie"/fase="advies"/; s/soort="evaluatie"/soort="ander"/'
advice='s/soort="evaluatie"/soort="adviesgesprek"/'
headings "an advice meeting is still to come" "$advice"
date=2026-11-27
headings "today" "$advice"
date=2026-11-28
headings "yesterday" "$advice"
date=
headings "a pupil without goals yet" '/<doel .*<\/doel>/d; /<doel /,/<\/doel>/d; s/doelen="[^"]*"//; /<evaluatie/d'
