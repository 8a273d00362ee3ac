# the check finds every place to fill, and no other
for phase in vraagverheldering intake strategie onderzoek integratie advies evaluatie; do
    hgw-new --date=2026-11-24 -p "$phase" --bare >x.xml
    hgw-check --date=2026-11-24 -f gcc x.xml >found
    echo "$phase: $(grep -c '<?vul-in' x.xml) places, $(grep -c HGW004 found) found"
done
