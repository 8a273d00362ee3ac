# many files, one of them missing and one a directory: the others are still checked
cp "$TOP/tests/cases/noor.hgw.xml" "$TOP/tests/cases/yara.hgw.xml" .
mkdir map.hgw.xml
hgw-check -d 2026-11-24 -f gcc noor.hgw.xml weg.hgw.xml map.hgw.xml yara.hgw.xml
