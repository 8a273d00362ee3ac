# while no question has its keuze, the strategy table has no column for it: als and dan have its room
sed 's/ keuze="[a-z-]*"//' "$TOP/tests/cases/tibo.hgw.xml" | hgw-render -r voorbereiding 2>/dev/null | sed -n '/^| Vraag/,/^$/p'
hgw-render -r voorbereiding "$TOP/tests/cases/tibo.hgw.xml" 2>/dev/null | grep '^| Vraag'
