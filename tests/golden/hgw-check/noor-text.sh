# a case in which nothing is found says so of each principle
cp "$TOP/tests/cases/noor.hgw.xml" .
hgw-check -d 2026-11-24 noor.hgw.xml
