# what is shown changes neither the summary nor the exit status
# needs: cases
cp "$HGW_CASES/tibo.hgw.xml" .
hgw-check -d 2026-11-24 -l warning -i HGW1,HGW7 -x HGW127 tibo.hgw.xml
