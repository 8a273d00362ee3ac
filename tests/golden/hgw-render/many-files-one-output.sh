# more than one case needs a directory
hgw-render "$HERE/kaal.hgw.xml" "$HERE/lowie.hgw.xml"
