# the directory of --output-dir is made when there is something to put in it, with those above it, closed for others
case=$TOP/examples/mila.hgw.xml
echo '<casus/>' >fout.hgw.xml
umask 0
hgw-render -d 2026-11-24 --output-dir=nergens fout.hgw.xml 2>/dev/null || [ ! -e nergens ] || echo "nergens is er"
hgw-render -d 2026-11-24 --output-dir=een/twee// "$case" 2>/dev/null && find een -printf '%m %p\n' | sort -k 2
hgw-render -d 2026-11-24 --output-dir="$PWD/een" -r overleg "$case" 2>/dev/null && find een -printf '%m %p\n' | sort -k 2
: >bestand
ln -s weg scheef
for directory in bestand bestand/in scheef scheef/in; do
    hgw-render -d 2026-11-24 --output-dir="$directory" "$case" 2>&1 | tail -n 1
done
