# --for takes audiences only
hgw-render --for=ouder "$HERE/kaal.hgw.xml"
