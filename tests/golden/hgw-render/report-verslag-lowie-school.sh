# the whole file narrowed to what the school may see
hgw-render --date=2026-11-24 -r verslag --for=school "$HERE/lowie.hgw.xml"
