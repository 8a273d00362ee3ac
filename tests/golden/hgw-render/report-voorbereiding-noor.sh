# voorbereiding (the evening before) of noor: a complete case
hgw-render --date=2026-11-24 -r voorbereiding "$TOP/tests/cases/noor.hgw.xml"
