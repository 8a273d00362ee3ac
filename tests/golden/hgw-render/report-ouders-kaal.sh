# ouders (for the parents) of kaal: almost nothing
hgw-render --date=2026-11-24 -r ouders "$HERE/kaal.hgw.xml"
