# a directory stands for every *.hgw.xml below it, in order; hidden ones, links to directories and pipes are passed by
mkdir -p casussen/b/c casussen/.weg casussen/kaart.hgw.xml leeg
for name in b/c/robbe .weg/weg .weg a 'twee
regels'; do
    cp "$TOP/examples/robbe.hgw.xml" "casussen/$name.hgw.xml"
done
ln -s .. casussen/b/c/rond
ln -s ../a.hgw.xml casussen/b/elders.hgw.xml
ln -s nergens casussen/stuk.hgw.xml
mkfifo casussen/pijp.hgw.xml
echo niets >casussen/casus.xml
ln -s casussen naar
hgw-check -d 2026-11-24 -f gcc -x HGW casussen
echo "status $?"
for where in casussen naar casussen/b/c/; do
    hgw-check -d 2026-11-24 -f json "$where" | jq -c .file
done
hgw-check -d 2026-11-24 -i HGW501 leeg casussen/b nietes | tail -n 1
hgw-check -d 2026-11-24 -i HGW501 --color=never leeg
echo "status $?"
hgw-agenda -d 2026-11-24 -t tsv leeg casussen | cut -f 6 | sort -u
LC_ALL=en hgw-check -d 2026-11-24 -i HGW501 casussen/a.hgw.xml casussen/b leeg | tail -n 1
for where in casussen/a.hgw.xml ""; do
    hgw-check -f sarif $where leeg | jq .runs[0].invocations[0].executionSuccessful
done
