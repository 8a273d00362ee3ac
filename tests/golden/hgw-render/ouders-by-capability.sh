# what the report for the parents says of who decides: the head and Uw rechten, for each age and judgement
cat >jo.hgw.xml <<'END_CASE'
<casus versie="1" fase="intake" start="2026-09-01">
  <betrokkenen zichtbaar="ouders"><leerling id="j"><naam>Jo</naam></leerling>
    <betrokkene id="m" rol="ouder"><naam>An</naam></betrokkene></betrokkenen>
  <toestemmingen>
    <toestemming van="j" voor="delen" ontvanger="ouders" status="gegeven" datum="2026-09-01"/>
    <toestemming van="m" voor="opstart" status="gegeven" datum="2026-09-01"/></toestemmingen>
</casus>
END_CASE
show() { # TITLE SED [OPTION...]
    echo "--- $1"
    sed "$2" jo.hgw.xml >x.hgw.xml
    shift 2
    hgw-render --date=2026-11-24 -r ouders "$@" x.hgw.xml | sed -n '/^- Vertrouwelijk/,/^$/p; /^## Uw rechten/,$p' | grep -v '^$'
}
show "no date of birth" ''
show "under twelve" 's/id="j"/& geboortedatum="2014-11-25"/'
show "twelve today" 's/id="j"/& geboortedatum="2014-11-24"/'
show "twelve, not yet able to decide" 's/id="j"/& geboortedatum="2014-11-24"/; s|</naam></l|</naam><bekwaamheid oordeel="nee"/></l|'
show "ten, able to decide" 's/id="j"/& geboortedatum="2016-11-24"/; s|</naam></l|</naam><bekwaamheid oordeel="ja"/></l|'
show "of age" 's/id="j"/& geboortedatum="2008-11-24"/'
show "twelve, and without consent" 's/id="j"/& geboortedatum="2014-11-24"/; /van="j"/s/gegeven/geweigerd/' --without-consent
show "whom the parents may not see" 's/id="j"/& geboortedatum="2014-11-24" zichtbaar="leerling"/'
