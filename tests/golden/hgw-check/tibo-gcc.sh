# an ordinary case with gaps, as gcc
# needs: cases
cp "$HGW_CASES/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f gcc tibo.hgw.xml
