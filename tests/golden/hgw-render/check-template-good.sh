# nothing is wrong with our own reports
for report in verslag ouders leerling school overleg voorbereiding; do
    hgw-render --check-template -r $report || exit
done
