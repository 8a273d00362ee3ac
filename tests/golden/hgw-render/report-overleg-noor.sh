# overleg (for on the table at the meeting) of noor: a complete case
hgw-render --date=2026-11-24 -r overleg "$TOP/tests/cases/noor.hgw.xml"
