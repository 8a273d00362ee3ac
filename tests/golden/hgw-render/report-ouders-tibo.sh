# ouders (for the parents) of tibo: a case in the strategy phase
# needs: cases
hgw-render --date=2026-11-24 -r ouders "$HGW_CASES/tibo.hgw.xml"
