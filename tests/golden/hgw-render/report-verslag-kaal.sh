# verslag (the whole file) of kaal: almost nothing
hgw-render --date=2026-11-24 -r verslag "$HERE/kaal.hgw.xml"
