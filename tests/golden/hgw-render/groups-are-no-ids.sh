# ouders, school and extern in ontvanger stay what they are: the filter drops dead ids, pseudonyms rename ids, and not these
cat >case.xml <<'END'
<casus versie="1" fase="intake" start="2026-09-07">
  <betrokkenen zichtbaar="ouders leerling school"><leerling id="noor"><naam>Noor</naam></leerling>
    <betrokkene id="mama" rol="ouder"><naam>Hanne</naam></betrokkene>
    <betrokkene id="leo" rol="leerondersteuner" zichtbaar="intern"><naam>Leo</naam></betrokkene></betrokkenen>
  <toestemmingen zichtbaar="ouders">
    <toestemming van="mama" voor="delen" ontvanger="school leo mama extern" status="gegeven" datum="2026-09-08"/>
  </toestemmingen>
</casus>
END
for audience in intern ouders; do
    printf '{{! rapport: r | doelgroep: %s | titel: T }}\n- {{toestemmingen/toestemming/@ontvanger}}\n' $audience >$audience.md
    hgw-render -d 2026-11-24 --template $audience.md case.xml
    hgw-render -d 2026-11-24 --template $audience.md --pseudonymise case.xml
done
