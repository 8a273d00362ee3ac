# verslag (the whole file) of lowie: every role, hidden parts, empty places
hgw-render --date=2026-11-24 -r verslag "$HERE/lowie.hgw.xml"
