# school (for the school) of yara: a case that has just begun
hgw-render --date=2026-11-24 -r school --without-consent "$TOP/tests/cases/yara.hgw.xml"
