# overleg (for on the table at the meeting) of yara: a case that has just begun
# needs: cases
hgw-render --date=2026-11-24 -r overleg --without-consent "$HGW_CASES/yara.hgw.xml"
