# what is said of an invalid case names nobody either, not even its file
sed "s/rol=\"clb\"/rol=\"clp\"/; s/door=\"[a-z]*\"/door=\"lowietje\"/" "$HERE/lowie.hgw.xml" >lowie.hgw.xml
hgw-render --pseudonymise lowie.hgw.xml
