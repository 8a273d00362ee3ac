# two cases of the same name do not overwrite each other
mkdir uit a b
cp "$HERE/kaal.hgw.xml" a; cp "$HERE/kaal.hgw.xml" b
hgw-render --output-dir=uit a/kaal.hgw.xml b/kaal.hgw.xml
