# what each of them reads: a pupil of eight with two homes, mama, papa, the school; only what one of them would misread
cat >wout.hgw.xml <<'CASE'
<casus versie="1" fase="evaluatie" start="2026-09-14" auteur="clb">
  <betrokkenen zichtbaar="ouders leerling school">
    <leerling id="wout" geboortedatum="2018-03-03"><naam>Wout</naam></leerling>
    <betrokkene id="mama" rol="ouder"><naam>Leen</naam></betrokkene>
    <betrokkene id="papa" rol="ouder"><naam>Bart</naam></betrokkene>
    <betrokkene id="juf" rol="leerkracht"><naam>juf Sien</naam></betrokkene>
    <betrokkene id="leo" rol="leerondersteuner"><naam>Fatma</naam></betrokkene>
    <betrokkene id="clb" rol="clb"><naam>Sara</naam><contact>CLB Noord, 011 00 00 00</contact></betrokkene>
  </betrokkenen>
  <toestemmingen>
    <toestemming van="mama" voor="delen" ontvanger="school leo" status="gegeven" datum="2026-09-21">Niet wat over de scheiding gaat.</toestemming>
    <toestemming van="papa" voor="delen" ontvanger="leo" status="geweigerd" datum="2026-10-05"/>
  </toestemmingen>
  <vraagverheldering zichtbaar="ouders leerling school">
    <hulpvraag van="papa" zichtbaar="ouders" niet-voor="mama"><vraag>Krijg ik ook een brief?</vraag></hulpvraag>
    <hulpvraag van="wout" zichtbaar="leerling ouders" niet-voor="papa"><vraag>Mag mijn knuffel mee?</vraag><voor-leerling>Ja, in je boekentas.</voor-leerling></hulpvraag>
  </vraagverheldering>
  <overzicht zichtbaar="ouders leerling school" niet-voor="papa">
    <positief bouwsteen="leerling">Wout bouwt een kraan na.</positief>
    <aanpak door="juf" effect="werkt">Op maandag eerst bouwen.</aanpak>
  </overzicht>
  <inzicht zichtbaar="ouders leerling school">
    <hypothese soort="onderkennend"><tekst>ADHD?</tekst></hypothese>
    <hypothese soort="verklarend"><tekst>Op zondag wisselt Wout laat van huis.</tekst></hypothese>
  </inzicht>
  <strategie zichtbaar="ouders leerling school">
    <onderzoeksvraag keuze="onderzoeken"><vraag>Start Wout vlotter na een weekend zonder wissel?</vraag>
      <als-dan><als>hij vlotter start</als><dan>leggen we een vaste start vast</dan></als-dan></onderzoeksvraag>
  </strategie>
  <uitzicht zichtbaar="ouders leerling school">
    <doel id="d-juf" termijn="kort" voor="juf" zichtbaar="school"><tekst>Juf Sien legt het rooster om.</tekst></doel>
  </uitzicht>
  <advies zichtbaar="ouders leerling school">
    <afspraak wie="juf" tot="2026-12-18">Juf Sien zet de bouwdoos klaar.</afspraak>
    <afspraak wie="juf" tot="2026-11-13">Juf Sien belt Bart.</afspraak>
    <afspraak wie="mama" tot="2026-11-13" uitkomst="deels">Leen pakt mee in.</afspraak>
    <afspraak uitkomst="gebeurd">Er hangt een kalender.</afspraak>
    <evaluatie doelen="d-juf" uitgevoerd="2026-11-13"><resultaat>Het rooster laat het niet toe.</resultaat></evaluatie>
  </advies>
</casus>
CASE
try() {
    echo "--- $*"
    hgw-render --date=2026-11-24 -r "$@" 2>&1 | sed '/^## Uw rechten/,$d; /^## Dit mag jij/,$d; /^$/d'
}
try leerling wout.hgw.xml
try ouders --reader=mama wout.hgw.xml
try ouders --reader=papa wout.hgw.xml
try school wout.hgw.xml
try school --reader=leo wout.hgw.xml
echo '--- the evening before'
hgw-render --date=2026-11-24 -r voorbereiding wout.hgw.xml | grep -e evaluatie: -e ADHD
