# ouders (for the parents) of yara: a case that has just begun
hgw-render --date=2026-11-24 -r ouders "$TOP/tests/cases/yara.hgw.xml"
