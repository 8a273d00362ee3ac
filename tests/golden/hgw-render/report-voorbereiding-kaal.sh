# voorbereiding (the evening before) of kaal: almost nothing
hgw-render --date=2026-11-24 -r voorbereiding "$HERE/kaal.hgw.xml"
