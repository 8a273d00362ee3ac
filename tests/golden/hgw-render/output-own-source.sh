# even with -f a report never takes the place of its own case, under whatever name
cp "$HERE/kaal.hgw.xml" kaal.hgw.xml
ln kaal.hgw.xml verslag.md
hgw-render --date=2026-11-24 -f -o kaal.hgw.xml kaal.hgw.xml
hgw-render --date=2026-11-24 -f -o verslag.md kaal.hgw.xml
cmp kaal.hgw.xml "$HERE/kaal.hgw.xml" && ls
