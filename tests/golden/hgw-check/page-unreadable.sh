# a page that cannot be read is said, in every form that shows it
mkdir -p team/uitleg/nl/HGW101.md
hgw-check --data-dir=team --explain=HGW101
echo $?
hgw-check --data-dir=team --list-rules -f json -i HGW101
echo $?
hgw-check --data-dir=team -f sarif "$TOP/examples/mila.hgw.xml"
echo $?
hgw-check --data-dir=team -f gcc "$TOP/examples/mila.hgw.xml"
echo $?
