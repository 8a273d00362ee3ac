# school (for the school) of yara: a case that has just begun
# needs: cases
hgw-render --date=2026-11-24 -r school --without-consent "$HGW_CASES/yara.hgw.xml"
