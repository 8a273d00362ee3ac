# -o never overwrites
echo keep >x.xml
hgw-new --date=2026-11-24 -o x.xml
echo "status $?"
cat x.xml
ls
