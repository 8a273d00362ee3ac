# an ordinary case with gaps, as quiet
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f quiet tibo.hgw.xml
