# school (for the school) of lowie: every role, hidden parts, empty places
hgw-render --date=2026-11-24 -r school "$HERE/lowie.hgw.xml"
