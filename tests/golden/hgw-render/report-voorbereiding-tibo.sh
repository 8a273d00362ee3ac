# voorbereiding (the evening before) of tibo: a case in the strategy phase
hgw-render --date=2026-11-24 -r voorbereiding "$TOP/tests/cases/tibo.hgw.xml"
