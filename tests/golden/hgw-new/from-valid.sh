# what --from gives is valid, in every phase
for phase in vraagverheldering intake strategie onderzoek integratie advies evaluatie; do
    hgw-new --date=2026-11-24 -p "$phase" --from "$HERE/earlier.hgw.xml" >x.xml
    xmllint --noout --schema "$TOP/schemas/hgw-casus.xsd" x.xml
    hgw-new --date=2026-11-24 --from x.xml >/dev/null
done
