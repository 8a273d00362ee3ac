# each kind of date, with a twin that has none
case_of() { # FASE LEERLING TOESTEMMINGEN REST
    cat >case.hgw.xml <<END
<casus versie="1" fase="$1" start="2026-09-01">
<betrokkenen><leerling id="l" $2><naam>Lou Peeters</naam></leerling><betrokkene id="m" rol="ouder"><naam>Mia</naam></betrokkene><betrokkene id="x" rol="extern"><naam>Xan</naam></betrokkene></betrokkenen>
$3
$4
</casus>
END
    hgw-agenda -d 2026-11-24 -t tsv case.hgw.xml
    echo "status $?"
}
ok='<toestemmingen><toestemming van="m" voor="opstart" status="gegeven" datum="2026-09-01"/></toestemmingen>'
young='geboortedatum="2018-05-30"'
only() { # WHAT REST: without the birthdays
    echo "== $1"
    case_of advies "" "$ok" "$2"
}
for kind in intake terugkoppeling adviesgesprek evaluatie ander; do
    only "overleg, $kind: today and later" "<overleggen><overleg datum='2026-11-23' soort='$kind'/><overleg datum='2026-11-24' soort='$kind' deelnemers='m l'><bedoeling>Samen kijken</bedoeling></overleg></overleggen>"
done
doelen='<uitzicht><doel id="d1" termijn="kort"><tekst>Een</tekst></doel><doel id="d2" termijn="kort" voor="m"><tekst>Twee</tekst></doel></uitzicht>'
only "evaluatie: due, overdue; done" "$doelen<advies><evaluatie doelen='d1' gepland='2026-12-01'/><evaluatie doelen='d2' gepland='2026-11-20'/><evaluatie doelen='d1' gepland='2026-11-20' uitgevoerd='2026-11-21'/><evaluatie doelen='d1'/></advies>"
streef() { echo "<uitzicht><doel id='d1' termijn='kort' streefdatum='2026-11-01'><tekst>Een</tekst></doel><doel id='d2' termijn='kort' voor='m' streefdatum='2026-12-01'><tekst>Twee</tekst></doel></uitzicht>"; }
only "streefdatum: open; verder" "$(streef)<advies><evaluatie doelen='d1' uitgevoerd='2026-11-02' besluit='verder'/></advies>"
only "streefdatum: bereikt and stoppen" "$(streef)<advies><evaluatie doelen='d2' uitgevoerd='2026-11-02' besluit='stoppen'/><evaluatie doelen='d1' uitgevoerd='2026-11-02' besluit='bereikt'/></advies>"
only "afspraak: open; with an uitkomst, without an end" "<advies><afspraak wie='m' tot='2026-11-23'>Bellen</afspraak><afspraak wie='m' tot='2026-11-24'>Lezen</afspraak><afspraak tot='2026-11-23' uitkomst='niet'>Niets</afspraak><afspraak>Ooit</afspraak></advies>"
echo "== birthdays" && case_of intake "$young" "$ok"
echo "== born on 29 February" && case_of intake 'geboortedatum="2016-02-29"' "$ok" | cut -f 1,2
echo "== eighteen today" && case_of intake 'geboortedatum="2008-11-24"' '<toestemmingen><toestemming van="l" voor="opstart" status="gegeven" datum="2026-09-01"/></toestemmingen>'
echo "== eighteen yesterday" && case_of intake 'geboortedatum="2008-11-23"' '<toestemmingen><toestemming van="l" voor="opstart" status="gegeven" datum="2026-09-01"/></toestemmingen>'
echo "== no consent to start" && case_of intake "$young" "" | grep -v verjaardag
echo "== refused" && case_of intake "$young" '<toestemmingen><toestemming van="m" voor="opstart" status="geweigerd" datum="2026-09-01"/></toestemmingen>' | grep -v verjaardag
echo "== no consent to start, and the pupil decides" && case_of intake 'geboortedatum="2013-01-01"' "" | grep -v verjaardag
echo "== not asked yet in this phase" && case_of vraagverheldering "$young" "" | grep -v verjaardag
echo "== none is needed" && case_of intake "$young" '<toestemmingen><toestemming van="m" voor="opstart" status="niet-vereist" datum="2026-09-01">Een vonnis</toestemming></toestemmingen>' | grep -v verjaardag
echo "== a yes older than the birthday" && case_of intake 'geboortedatum="2014-10-10"' "$ok" | grep -v achttiende
echo "== and one of the pupil" && case_of intake 'geboortedatum="2014-10-10"' "${ok%</*}<toestemming van='l' voor='opstart' status='gegeven' datum='2026-10-11'/></toestemmingen>" | grep -v achttiende
vraag="${ok%</*}<toestemming van='m' voor='opvragen' status='gegeven' datum='2026-09-01'/><toestemming van='l' voor='opstart' status='gegeven' datum='2026-10-11'/></toestemmingen>"
echo "== opvragen, older than the birthday" && case_of onderzoek 'geboortedatum="2014-10-10"' "$vraag" "<onderzoeken><onderzoek uitvoerder='x'><middel>Test</middel></onderzoek></onderzoeken>" | grep -v achttiende
echo "== and nobody from outside" && case_of onderzoek 'geboortedatum="2014-10-10"' "$vraag" "<onderzoeken><onderzoek uitvoerder='m'><middel>Test</middel></onderzoek></onderzoeken>" | grep -v achttiende
