# overleg (for on the table at the meeting) of tibo: a case in the strategy phase
hgw-render --date=2026-11-24 -r overleg --without-consent "$TOP/tests/cases/tibo.hgw.xml"
