# codes with a space between them, or in small letters, choose the same
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -f gcc -i HGW10,HGW5 -x HGW127 tibo.hgw.xml >good
hgw-check -d 2026-11-24 -f gcc -i 'hgw10 hgw5' -x hgw127 tibo.hgw.xml | cmp - good
cat good
