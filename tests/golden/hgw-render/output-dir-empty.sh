# an empty name is no directory, least of all the root
hgw-render --date=2026-11-24 --output-dir="" "$HERE/kaal.hgw.xml"
