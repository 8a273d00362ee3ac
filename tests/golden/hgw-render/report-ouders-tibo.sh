# ouders (for the parents) of tibo: a case in the strategy phase
hgw-render --date=2026-11-24 -r ouders "$TOP/tests/cases/tibo.hgw.xml"
