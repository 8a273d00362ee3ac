# a child whose grandmother cares for it: no "ouders" in the title, nor in whom the child may tell; who decides about the file at a new school
cat >y.hgw.xml <<'CASE'
<casus versie="1" fase="intake" start="2026-11-16">
  <betrokkenen zichtbaar="ouders leerling">
    <leerling id="yara" geboortedatum="2018-08-02"><naam>Yara</naam></leerling>
    <betrokkene id="oma" rol="opvoedingsverantwoordelijke"><naam>Fatima</naam></betrokkene>
    <betrokkene id="papa" rol="ouder" betrokken="nee"><naam>Said</naam></betrokkene>
  </betrokkenen>
  <toestemmingen><toestemming van="yara" voor="delen" ontvanger="ouders" status="gegeven" datum="2026-11-16"/></toestemmingen>
</casus>
CASE
try() {
    echo "--- $*"
    hgw-render --date=2026-11-24 -r "$@" | grep -A1 -e '^# ' -e 'thuis voor je zorgt of' -e 'van school?'
}
try leerling y.hgw.xml
try ouders y.hgw.xml
try ouders --reader=papa y.hgw.xml
sed 's/2018/2012/' y.hgw.xml >z.hgw.xml
try ouders z.hgw.xml
