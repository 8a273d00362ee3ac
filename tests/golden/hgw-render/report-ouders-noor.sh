# ouders (for the parents) of noor: a complete case
hgw-render --date=2026-11-24 -r ouders "$TOP/tests/cases/noor.hgw.xml"
