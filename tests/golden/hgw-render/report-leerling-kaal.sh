# leerling (for the pupil) of kaal: almost nothing
hgw-render --date=2026-11-24 -r leerling "$HERE/kaal.hgw.xml"
