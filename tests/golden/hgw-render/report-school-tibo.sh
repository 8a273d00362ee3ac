# school (for the school) of tibo: a case in the strategy phase
# needs: cases
hgw-render --date=2026-11-24 -r school --without-consent "$HGW_CASES/tibo.hgw.xml"
