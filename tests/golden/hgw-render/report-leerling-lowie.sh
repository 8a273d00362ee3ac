# leerling (for the pupil) of lowie: every role, hidden parts, empty places
hgw-render --date=2026-11-24 -r leerling "$HERE/lowie.hgw.xml"
