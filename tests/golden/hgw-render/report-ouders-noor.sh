# ouders (for the parents) of noor: a complete case
# needs: cases
hgw-render --date=2026-11-24 -r ouders "$HGW_CASES/noor.hgw.xml"
