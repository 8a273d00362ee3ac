# a directory that is not there
hgw-new --date=2026-11-24 -o nergens/x.xml
echo "status $?"
ls
