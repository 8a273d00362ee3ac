# overleg (for on the table at the meeting) of tibo: a case in the strategy phase
# needs: cases
hgw-render --date=2026-11-24 -r overleg --without-consent "$HGW_CASES/tibo.hgw.xml"
