# a mistyped report gets a suggestion
hgw-render -r oders "$HERE/kaal.hgw.xml"
