# school (for the school) of noor: a complete case
hgw-render --date=2026-11-24 -r school "$TOP/tests/cases/noor.hgw.xml"
