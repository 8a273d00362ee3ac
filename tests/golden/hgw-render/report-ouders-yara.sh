# ouders (for the parents) of yara: a case that has just begun
# needs: cases
hgw-render --date=2026-11-24 -r ouders "$HGW_CASES/yara.hgw.xml"
