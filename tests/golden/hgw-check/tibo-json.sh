# an ordinary case with gaps, as json
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f json tibo.hgw.xml
