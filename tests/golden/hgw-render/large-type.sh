# the pupil's own report is in large type, the others are not
cp "$HERE/kaal.hgw.xml" .
for report in leerling ouders; do hgw-render -r $report -t html kaal.hgw.xml | grep '<body'; done
