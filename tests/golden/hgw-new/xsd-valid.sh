# every skeleton is valid against the grammar
for phase in vraagverheldering intake strategie onderzoek integratie advies evaluatie; do
    for bare in "" --bare; do
        hgw-new --date=2026-11-24 -p "$phase" $bare >x.xml && xmllint --noout --schema "$TOP/schemas/hgw-casus.xsd" x.xml
    done
done
