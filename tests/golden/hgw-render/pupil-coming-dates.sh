# what the pupil reads about coming dates: meetings and evaluations in the order of their days, no day twice, nothing about a goal for others only
cat >x.xml <<'CASE'
<casus versie="1" fase="evaluatie" start="2026-09-07">
  <betrokkenen zichtbaar="ouders leerling school">
    <leerling id="lien" geboortedatum="2016-02-29"><naam>Lien</naam></leerling>
    <betrokkene id="juf" rol="leerkracht"><naam>juf An</naam></betrokkene>
  </betrokkenen>
  <overleggen zichtbaar="leerling">
    <overleg id="o4" soort="evaluatie" datum="2027-03-04"><bedoeling>Derde gesprek</bedoeling></overleg>
    <overleg id="o2" soort="ander" datum="2026-12-03"><bedoeling>Eerste gesprek</bedoeling></overleg>
    <overleg id="o1" soort="intake" datum="2026-09-10"><bedoeling>Voorbij</bedoeling></overleg>
    <overleg id="o3" soort="evaluatie" datum="2027-01-14"><bedoeling>Tweede gesprek</bedoeling></overleg>
    <overleg id="o5" soort="ander" datum="2027-01-21" zichtbaar="school"><bedoeling>Niet voor Lien</bedoeling></overleg>
  </overleggen>
  <uitzicht zichtbaar="leerling">
    <doel id="d1" termijn="kort"><tekst>Lien leest voor.</tekst></doel>
    <doel id="d2" termijn="kort" voor="juf"><tekst>De juf deelt de tekst vooraf.</tekst></doel>
  </uitzicht>
  <advies zichtbaar="leerling">
    <evaluatie doelen="d1" gepland="2027-05-27"><methode>Na het laatste gesprek</methode></evaluatie>
    <evaluatie doelen="d2" gepland="2026-12-10"><methode>Alleen voor de juf</methode></evaluatie>
    <evaluatie doelen="d1" gepland="2026-12-10"><methode>Tussen het eerste en het tweede</methode></evaluatie>
    <evaluatie doelen="d1" gepland="2026-12-10"><methode>Op dezelfde dag</methode></evaluatie>
    <evaluatie doelen="d1" gepland="2026-11-24"><methode>Vandaag, voor het eerste</methode></evaluatie>
    <evaluatie doelen="d1" gepland="2027-01-14"><methode>Op de dag van het tweede</methode></evaluatie>
    <evaluatie doelen="d1" gepland="2027-01-28"><methode>Tussen het tweede en het derde</methode></evaluatie>
    <evaluatie doelen="d1" gepland="2026-10-01"><methode>Voorbij</methode></evaluatie>
    <evaluatie doelen="d1" uitgevoerd="2026-11-30"><methode>Gebeurd</methode></evaluatie>
  </advies>
</casus>
CASE
dates() { # DATE
    hgw-render -r leerling --date="$1" x.xml | sed -n '/^## Wanneer/,/^## [^W]/p' | grep '^-'
}
dates 2026-11-24
echo "--- every meeting is over"
dates 2027-03-05
echo "--- no meeting"
sed -i '/<overleg /d' x.xml
dates 2027-01-28
