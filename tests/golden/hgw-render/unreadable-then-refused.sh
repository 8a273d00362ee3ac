# a case that cannot be read gives status 2, also when the last one is refused for its content
mkdir uit
cp "$HERE/kaal.hgw.xml" .
hgw-render --output-dir=uit -r school weg.hgw.xml kaal.hgw.xml
echo "status $?"
ls uit
