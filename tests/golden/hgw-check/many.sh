# a thousand findings of a file are shown, the heaviest, and all are counted
printf '<casus versie="1" fase="intake" start="2026-09-07"><betrokkenen><leerling id="l"><naam>A</naam></leerling></betrokkenen><overzicht>\n' >case.xml
for _ in 1 2 3 4 5 6 7 8 9 10; do printf '<positief bouwsteen="leerling"><?vul-in a?></positief>\n'; done >ten
for _ in 1 2 3 4 5 6 7 8 9 10; do cat ten ten ten ten ten ten ten ten ten ten; done >thousand
cat thousand thousand ten >>case.xml
printf '<positief bouwsteen="leerling"/></overzicht></casus>\n' >>case.xml
hgw-check -d 2026-11-24 -f text case.xml >out
echo "status $?"
grep -c HGW004 out
tail -n 13 out
hgw-check --lang=en -f gcc case.xml | sed -n '1p;1000,$p'
echo "-- only errors"
hgw-check -f gcc -l error -x HGW004 case.xml | grep -v HGW004 | tail -n 4
hgw-check -f json case.xml | jq -c '[(keys_unsorted | join(" ")), (.findings | length), .summary[6]]'
hgw-check -f sarif case.xml | jq -c '.runs[0] | [(.results | length), .invocations]'
hgw-check -d 2026-11-24 -f md case.xml | sed -n 1,9p
