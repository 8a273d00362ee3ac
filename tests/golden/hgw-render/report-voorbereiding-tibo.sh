# voorbereiding (the evening before) of tibo: a case in the strategy phase
# needs: cases
hgw-render --date=2026-11-24 -r voorbereiding "$HGW_CASES/tibo.hgw.xml"
