# an ordinary case with gaps, as gcc
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f gcc tibo.hgw.xml
