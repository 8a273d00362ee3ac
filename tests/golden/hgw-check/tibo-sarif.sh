# an ordinary case with gaps, as sarif
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f sarif tibo.hgw.xml | jq ".runs[0].tool.driver |= (.rules |= length | .version = null)"
