# the same in English, with colours
# needs: cases
cp "$HGW_CASES/tibo.hgw.xml" .
hgw-check -d 2026-11-24 --lang=en --color=always -l error tibo.hgw.xml
