# what goes along, and nothing else: everything about the people, their ids, history, what goes well, exceptions, what worked, goals that go on; the check finds nothing wrong with it
cat >old.xml <<'END'
<casus versie="1" fase="evaluatie" zorgfase="2" start="2026-01-12" auteur="bea">
  <betrokkenen zichtbaar="ouders school">
    <leerling id="l" geboortedatum="2014-05-02" klas="1B" thuistaal="Dari"><naam>Lena</naam><school>De Brug</school>
      <bekwaamheid oordeel="nee">Ze begrijpt nog niet wat een dossier is.</bekwaamheid></leerling>
    <betrokkene id="m" rol="ouder" betrokken="nee" niet-voor="j"><naam>Laila</naam><reden zichtbaar="ouders">Woont in het buitenland.</reden></betrokkene>
    <betrokkene id="v" rol="ouder" tolk="ja" thuistaal="Dari"><naam>Hamid</naam><contact>0470 00 00 00</contact></betrokkene>
    <betrokkene id="j" rol="leerkracht"><naam>juf Els</naam></betrokkene>
    <betrokkene id="tolk" rol="tolk"><naam>meneer Noori</naam></betrokkene>
    <betrokkene id="arts" rol="clb"><naam>dokter Nys</naam></betrokkene>
    <betrokkene id="bea" rol="clb"><naam>Bea</naam></betrokkene>
  </betrokkenen>
  <toestemmingen><toestemming van="v" voor="delen" ontvanger="school" status="gegeven" datum="2026-01-12"/></toestemmingen>
  <overleggen><notitie datum="2026-01-12">Belde.</notitie><overleg id="o" datum="2026-06-29" soort="evaluatie" deelnemers="l v j"/></overleggen>
  <vraagverheldering><hulpvraag id="h" van="v j"><vraag>Hoe?</vraag></hulpvraag><oplossing van="l">Tekenen.</oplossing></vraagverheldering>
  <overzicht zichtbaar="ouders leerling school">
    <voorgeschiedenis bron="gesprek met papa">Kwam op haar vijfde naar België.</voorgeschiedenis>
    <aanpak id="a1" door="j" van="2026-02-01" tot="2026-05-01" effect="werkt">Een maatje bij het lezen.</aanpak>
    <aanpak id="a2" door="j" effect="deels">Een beloning.</aanpak>
    <aanpak id="a3" door="j">Meer tijd.</aanpak>
    <positief id="p1" bouwsteen="leerling" betreft="l">Tekent elke dag.</positief>
    <positief id="p2" bouwsteen="thuis-leefcontext" betreft="v" zichtbaar="ouders">Papa vertelt elke avond een verhaal.</positief>
    <belemmerend id="b1" bouwsteen="leerling" betreft="l">Zwijgt in de klas.</belemmerend>
    <uitzondering id="u1"><situatie>Bij Noor praat ze.</situatie><wie-doet-wat>Ze tekenen samen.</wie-doet-wat></uitzondering>
    <voor-leerling>Soms is praten moeilijk.</voor-leerling>
  </overzicht>
  <uitzicht zichtbaar="ouders leerling school">
    <integratief-beeld>Lena kan veel.</integratief-beeld>
    <doel id="d0" termijn="lang" streefdatum="2027-06-30"><tekst>Lena praat in de klas.</tekst><startsituatie>Ze fluistert.</startsituatie></doel>
    <doel id="d1" termijn="middellang" boven="d0"><tekst>Lena leest voor.</tekst><startsituatie>Ze leest stil.</startsituatie></doel>
    <doel id="d2" termijn="kort" boven="d1" voor="l j" hulpvragen="h" streefdatum="2026-06-30" aanvaard-door="l v j"><tekst>Lena antwoordt twee keer per dag.</tekst><eigen-woorden>Ik zeg iets.</eigen-woorden><startsituatie>Ze knikt.</startsituatie><criterium>Twee keer per dag</criterium></doel>
    <doel id="d3" termijn="kort" boven="d1"><tekst>Lena wijst aan.</tekst></doel>
    <doel id="d4" termijn="kort" boven="d3"><tekst>Lena vraagt een potlood.</tekst></doel>
    <onderwijsbehoefte id="n" doelen="d2">Lena heeft een maatje nodig.</onderwijsbehoefte>
    <aanbeveling id="r" behoeften="n" status="gekozen"><tekst>Kies een maatje.</tekst></aanbeveling>
  </uitzicht>
  <advies zichtbaar="ouders school">
    <afspraak id="k" aanbeveling="r" wie="j" tot="2026-06-30" uitkomst="gebeurd">Juf Els kiest een maatje.</afspraak>
    <evaluatie doelen="d2 d4" uitgevoerd="2026-06-29" besluit="verder"/>
    <evaluatie doelen="d3" uitgevoerd="2026-06-29" besluit="bereikt"/>
  </advies>
  <woordenlijst><begrip term="maatje">Een kind dat helpt.</begrip></woordenlijst>
  <verantwoordingen><verantwoording regel="HGW408" object="d1">Omdat.</verantwoording></verantwoordingen>
</casus>
END
for phase in vraagverheldering intake; do
    hgw-new --date=2026-11-24 --bare -p $phase --from old.xml >new.xml
    echo "$phase: what the check finds, besides places to fill in and consent to ask"
    hgw-check --date=2026-11-24 -f gcc new.xml | grep -v -e HGW004 -e HGW714
done
hgw-new --date=2026-11-24 --bare --from old.xml | sed -n '/<casus/p; /<betrokkenen/,/<\/betrokkenen/p; /<overzicht/,$p'
