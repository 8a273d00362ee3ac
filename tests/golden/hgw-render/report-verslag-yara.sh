# verslag (the whole file) of yara: a case that has just begun
hgw-render --date=2026-11-24 -r verslag "$TOP/tests/cases/yara.hgw.xml"
