# the same in English, with colours
cp "$TOP/tests/cases/tibo.hgw.xml" .
hgw-check -d 2026-11-24 --lang=en --color=always -l error tibo.hgw.xml
