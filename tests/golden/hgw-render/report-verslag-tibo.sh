# verslag (the whole file) of tibo: a case in the strategy phase
# needs: cases
hgw-render --date=2026-11-24 -r verslag "$HGW_CASES/tibo.hgw.xml"
