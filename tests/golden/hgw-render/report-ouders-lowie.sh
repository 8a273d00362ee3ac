# ouders (for the parents) of lowie: every role, hidden parts, empty places
hgw-render --date=2026-11-24 -r ouders "$HERE/lowie.hgw.xml"
