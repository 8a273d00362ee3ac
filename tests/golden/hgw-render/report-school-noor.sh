# school (for the school) of noor: a complete case
# needs: cases
hgw-render --date=2026-11-24 -r school "$HGW_CASES/noor.hgw.xml"
