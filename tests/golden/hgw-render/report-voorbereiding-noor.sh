# voorbereiding (the evening before) of noor: a complete case
# needs: cases
hgw-render --date=2026-11-24 -r voorbereiding "$HGW_CASES/noor.hgw.xml"
