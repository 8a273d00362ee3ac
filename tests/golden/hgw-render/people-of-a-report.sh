# who a report is for: who may have it and who not, with who said what; the meeting; --reader; what niet-voor takes away
# A capable pupil lets mama read, took it back for papa; papa's new partner is not involved; a leerondersteuner is named by id.
cat >x.xml <<'CASE'
<casus versie="1" fase="advies" start="2026-09-07" auteur="clb2">
  <betrokkenen zichtbaar="ouders leerling school">
    <leerling id="lien" geboortedatum="2012-02-29"><naam>Lien</naam></leerling>
    <betrokkene id="mama" rol="ouder"><naam>Mia</naam></betrokkene>
    <betrokkene id="papa" rol="ouder"><naam>Piet</naam></betrokkene>
    <betrokkene id="oma" rol="opvoedingsverantwoordelijke" betrokken="nee"><naam>Oda</naam><reden>Ver weg.</reden></betrokkene>
    <betrokkene id="juf" rol="leerkracht"><naam>juf An</naam></betrokkene>
    <betrokkene id="leo" rol="leerondersteuner"><naam>Leo</naam></betrokkene>
    <betrokkene id="logo" rol="extern"><naam>Loes</naam></betrokkene>
    <betrokkene id="clb1" rol="clb"><naam>Bert</naam></betrokkene>
    <betrokkene id="clb2" rol="clb"><naam>Cato</naam></betrokkene>
  </betrokkenen>
  <toestemmingen>
    <toestemming van="mama" voor="opstart" status="gegeven" datum="2023-09-01"/>
    <toestemming van="lien" voor="opstart" status="gegeven" datum="2026-09-07"/>
    <toestemming van="lien" voor="delen" ontvanger="ouders leo oma" status="gegeven" datum="2026-09-08">Zonder de punten.</toestemming>
    <toestemming van="lien" voor="delen" ontvanger="papa" status="ingetrokken" datum="2026-09-08"/>
  </toestemmingen>
  <overleggen zichtbaar="ouders leerling school">
    <overleg id="o1" soort="intake" datum="2026-09-10" deelnemers="lien mama papa juf clb1"/>
    <overleg id="o2" soort="evaluatie" datum="2026-12-10" deelnemers="mama leo logo clb1" zichtbaar="ouders school"/>
    <overleg id="o3" soort="adviesgesprek" datum="2026-12-03" deelnemers="mama leo logo clb1"/>
  </overleggen>
  <vraagverheldering zichtbaar="ouders">
    <hulpvraag id="h1" van="papa"><vraag>Vraag van papa</vraag></hulpvraag>
    <hulpvraag id="h2" van="mama papa"><vraag>Vraag van beiden</vraag></hulpvraag>
  </vraagverheldering>
  <uitzicht zichtbaar="ouders leerling school">
    <doel id="d1" termijn="kort" niet-voor="mama"><tekst>Niet voor mama</tekst></doel>
    <doel id="d2" termijn="kort" niet-voor="juf"><tekst>Niet voor de juf</tekst></doel>
    <doel id="d3" termijn="kort" zichtbaar="ouders school"><tekst>Niet voor Lien</tekst></doel>
  </uitzicht>
  <advies zichtbaar="ouders leerling school">
    <evaluatie doelen="d1" gepland="2027-01-29"><methode>Hangt aan het doel</methode></evaluatie>
  </advies>
</casus>
CASE
cat >t.md <<'T'
Voor {{#hgw:lezers()}}{{naam}} {{/}}door {{hgw:schrijver()/naam}}, {{hgw:overleg()/@id}}, {{rapport/@bekwaam}} {{rapport/@leeftijd}}{{#rapport/@niet-mee}}, niet voor wie er niet bij is{{/}}{{#rapport/@weggelaten}}, zonder sommigen van {{.}}{{/}}{{#rapport/@zonder-toestemming}}, zonder toestemming voor {{.}}{{/}}
{{#uitzicht/doel}}
- {{tekst}}
{{/}}
{{#advies/evaluatie}}
- {{methode}}
{{/}}
T
try() {
    echo "# $*"
    hgw-render --date=2026-11-24 --template=t.md "$@" 2>&1
    echo "status $?"
}
try --for=ouders x.xml
try --for=ouders --reader=papa x.xml
try --for=ouders --reader=papa --without-consent x.xml
try --for=ouders --reader=oma x.xml
try --for=ouders --reader=juf x.xml
try --for=ouders --reader=niemand x.xml
try --for=intern --reader=mama x.xml
try --for=leerling x.xml
try --for=school x.xml
try --for=school --reader=juf x.xml
try --for=school --without-consent --lang=en x.xml
try --for=extern x.xml
try --for=ouders,leerling,school x.xml
try --for=ouders,leerling x.xml --date=2026-12-04
try --for=ouders,leerling --reader=mama x.xml
try --for=ouders --pseudonymise --reader=mama x.xml
# a pupil who does not decide: parents may, the group is asked; two words on one day: the later in the file
sed -e 's/2012-02-29/2016-02-29/' -e '/van="lien"/d' \
    -e 's|</toestemmingen>|<toestemming van="mama" voor="delen" ontvanger="school" status="geweigerd" datum="2026-10-01"/><toestemming van="mama" voor="delen" ontvanger="school" status="gegeven" datum="2026-10-01">Niet aan Leo.</toestemming>&|' x.xml >y.xml
try --for=ouders y.xml
try --for=school y.xml
try --for=school --reader=leo y.xml
# nobody of it in the file
sed -e '/rol="extern"/d' -e 's/ logo / /' x.xml >z.xml
try --for=extern z.xml
# whom the notice names: the one parent who may not have it; the audience when that is nobody's name, or nobody may
for change in '' 's/\(id="papa" rol="ouder"\)/\1 zichtbaar="intern"/' 's/ontvanger="ouders /ontvanger="/'; do
    sed "$change" x.xml >n.xml
    hgw-render -r ouders --without-consent n.xml 2>&1 | grep 'Zonder toestemming'
    hgw-render -r ouders --without-consent --pseudonymise n.xml 2>&1 | grep 'Zonder toestemming'
done
# the lines of what niet-voor takes away stand in the order of the file, also where the meetings do not
sed '/<overleg /s|/>| niet-voor="mama"/>|' x.xml >meetings.xml
hgw-render --date=2026-11-24 --template=t.md --for=ouders meetings.xml 2>&1 >/dev/null | grep niet-voor
