# names become roles; the file says nothing either
mkdir uit
hgw-render --date=2026-11-24 --pseudonymise -r ouders --output-dir=uit "$HERE/lowie.hgw.xml"
ls uit
cat uit/*
