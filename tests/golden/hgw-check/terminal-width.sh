# on a terminal nothing is wider than it: the caret stays under its tag
cp "$TOP/tests/cases/tibo.hgw.xml" .
printf '<casus versie="1" fase="intake" start="2026-09-01"><!-- %s --><fout>' "$(seq -s ' ' 60)" >lang.hgw.xml
for width in 80 60; do
    script -qec "stty cols $width; hgw-check --color=never -d 2026-11-24 -i HGW1 tibo.hgw.xml lang.hgw.xml" /dev/null \
        </dev/null | tr -d '\r'
done
# counts that go on in a second line, and what comes behind them
cp tibo.hgw.xml tibo-met-een-lange-naam.hgw.xml
script -qec "stty cols 60; hgw-check --color=never -d 2026-11-24 -i HGW4 tibo-met-een-lange-naam.hgw.xml" /dev/null \
    </dev/null | tr -d '\r' | tail -n 4
