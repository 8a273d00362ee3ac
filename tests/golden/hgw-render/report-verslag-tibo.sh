# verslag (the whole file) of tibo: a case in the strategy phase
hgw-render --date=2026-11-24 -r verslag "$TOP/tests/cases/tibo.hgw.xml"
