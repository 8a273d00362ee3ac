# verslag (the whole file) of noor: a complete case
hgw-render --date=2026-11-24 -r verslag "$TOP/tests/cases/noor.hgw.xml"
