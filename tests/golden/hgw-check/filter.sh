# what is shown changes neither the summary nor the exit status
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -l warning -i HGW1,HGW7 -x HGW127 tibo.hgw.xml
