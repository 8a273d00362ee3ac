# a case that is in order gets a friendly line
cp "$TOP/tests/cases/noor.hgw.xml" .
hgw-check -d 2026-11-24 noor.hgw.xml
