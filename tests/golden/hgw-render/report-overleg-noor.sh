# overleg (for on the table at the meeting) of noor: a complete case
# needs: cases
hgw-render --date=2026-11-24 -r overleg "$HGW_CASES/noor.hgw.xml"
