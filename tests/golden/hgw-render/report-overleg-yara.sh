# overleg (for on the table at the meeting) of yara: a case that has just begun
hgw-render --date=2026-11-24 -r overleg --without-consent "$TOP/tests/cases/yara.hgw.xml"
