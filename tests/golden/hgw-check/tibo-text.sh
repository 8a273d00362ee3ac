# an ordinary case with gaps, as text
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f text tibo.hgw.xml
