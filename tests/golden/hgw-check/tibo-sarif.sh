# an ordinary case with gaps, as sarif
# needs: cases
cp "$HGW_CASES/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f sarif tibo.hgw.xml | jq ".runs[0].tool.driver |= (.rules |= length | .version = null)"
