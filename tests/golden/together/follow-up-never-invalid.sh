# a follow-up is valid too
for phase in vraagverheldering intake strategie onderzoek integratie advies evaluatie; do
    hgw-new --date=2027-09-01 -p "$phase" --from "$TOP/examples/mila.hgw.xml" |
        hgw-check --date=2027-09-01 -f gcc - | grep 'HGW00[1235678]'
done
echo ok
