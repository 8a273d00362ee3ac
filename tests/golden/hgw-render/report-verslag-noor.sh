# verslag (the whole file) of noor: a complete case
# needs: cases
hgw-render --date=2026-11-24 -r verslag "$HGW_CASES/noor.hgw.xml"
