# school (for the school) of kaal: almost nothing
hgw-render --date=2026-11-24 -r school --without-consent "$HERE/kaal.hgw.xml"
