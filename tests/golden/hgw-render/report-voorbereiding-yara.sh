# voorbereiding (the evening before) of yara: a case that has just begun
hgw-render --date=2026-11-24 -r voorbereiding "$TOP/tests/cases/yara.hgw.xml"
