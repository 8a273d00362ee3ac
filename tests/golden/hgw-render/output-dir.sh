# many cases, one directory; one that cannot be read does not stop the others
mkdir uit
hgw-render --date=2026-11-24 -r voorbereiding --output-dir=uit "$HERE/kaal.hgw.xml" niets.xml "$HERE/lowie.hgw.xml"
status=$?
ls uit
exit $status
