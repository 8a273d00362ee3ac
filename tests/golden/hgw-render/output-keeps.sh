# a file that is there is kept, unless --force
echo eigen >uit.md
hgw-render --date=2026-11-24 -r voorbereiding -o uit.md "$HERE/kaal.hgw.xml"
status=$?
cat uit.md
hgw-render --date=2026-11-24 -r voorbereiding -f -o uit.md "$HERE/kaal.hgw.xml" && head -n 1 uit.md
exit $status
