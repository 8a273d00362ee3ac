# school (for the school) of tibo: a case in the strategy phase
hgw-render --date=2026-11-24 -r school --without-consent "$TOP/tests/cases/tibo.hgw.xml"
