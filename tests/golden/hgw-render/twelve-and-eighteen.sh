# the yes of a parent carries a report until the day before the twelfth birthday; born on 29 February: 1 March in other years
cat >nel.hgw.xml <<'CASE'
<casus versie="1" fase="intake" start="2026-10-05">
  <betrokkenen zichtbaar="ouders leerling school">
    <leerling id="nel" geboortedatum="2014-11-25"><naam>Nel</naam></leerling>
    <betrokkene id="mama" rol="ouder"><naam>Ann</naam></betrokkene>
    <betrokkene id="lk" rol="leerkracht"><naam>mevrouw Pas</naam></betrokkene>
  </betrokkenen>
  <toestemmingen>
    <toestemming van="mama" voor="opstart" status="gegeven" datum="2026-10-05"/>
    <toestemming van="mama" voor="delen" ontvanger="school" status="gegeven" datum="2026-10-12"/>
  </toestemmingen>
  <overzicht zichtbaar="ouders leerling school"><positief bouwsteen="leerling">Nel tekent een heel stripverhaal.</positief></overzicht>
</casus>
CASE
try() { # DATE REPORT...
    echo "--- $*"
    on=$1 && shift
    hgw-render --date="$on" --without-consent -r "$@" | grep -e '^## .* rechten' -e 'Dit mag jij' -e 'beslist zelf' -e 'meestal zelf' -e 'Zonder toest' -e 'van jou'
    hgw-render --date="$on" -r "$@" 2>&1 >report.md | sed 's/ Bespreek.*//'
}
for on in 2026-11-24 2026-11-25; do
    for report in leerling ouders school; do try "$on" $report nel.hgw.xml; done
done
hgw-check --lang=nl --date=2026-11-25 --format=gcc nel.hgw.xml | grep HGW72
sed 's/2014-11-25/2011-02-29/' nel.hgw.xml >geen.hgw.xml
hgw-check --lang=nl --format=gcc geen.hgw.xml
sed 's/2014-11-25/2012-02-29/' nel.hgw.xml >schrikkel.hgw.xml
for on in 2024-02-28 2024-02-29 2030-02-28 2030-03-01; do try $on ouders schrikkel.hgw.xml; done
