# the names of files in --output-dir: of the case and the report, without what could steer a terminal; an ODT on a terminal
mkdir in
cp "$TOP/examples/mila.hgw.xml" in/noor.hgw.xml
n="$(printf 'n\033[31m\342\200\256o\302\233r\nx')"
cp in/noor.hgw.xml "in/$n.xml"
cp in/noor.hgw.xml in/.xml
mkdir een twee drie vier
hgw-render -d 2026-11-24 -r ouders -t odt --output-dir=een in/noor.hgw.xml in/.xml "in/$n.xml"
ls -A een
hgw-render -d 2026-11-24 -r ouders --output-dir=twee - <in/noor.hgw.xml
ls -A twee
hgw-render -d 2026-11-24 -r ouders -t html --pseudonymise --output-dir=drie in/noor.hgw.xml in/.xml 2>/dev/null
ls -A drie
hgw-render -d 2026-11-24 --from=markdown -t html --output-dir=vier twee/casus-ouders.md
ls -A vier
for o in "" "-o /dev/stdout"; do
    script -qec "hgw-render -d 2026-11-24 -r ouders -t odt $o in/noor.hgw.xml" /dev/null </dev/null | tr -d '\r'
done
