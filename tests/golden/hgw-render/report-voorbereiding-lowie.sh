# voorbereiding (the evening before) of lowie: every role, hidden parts, empty places
hgw-render --date=2026-11-24 -r voorbereiding "$HERE/lowie.hgw.xml"
