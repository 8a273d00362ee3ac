# overleg (for on the table at the meeting) of kaal: almost nothing
hgw-render --date=2026-11-24 -r overleg --without-consent "$HERE/kaal.hgw.xml"
