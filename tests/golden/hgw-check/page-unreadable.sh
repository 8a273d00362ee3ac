# a page that cannot be read is said, in every form that shows it
mkdir -p team/uitleg/nl/HGW101.md
hgw-check --data-dir=team --explain=HGW101
echo $?
hgw-check --data-dir=team --list-rules -f json -i HGW101
echo $?
hgw-check --data-dir=team -f sarif "$TOP/examples/mila.hgw.xml"
echo $?
# nor does one of another encoding break what is written
mkdir -p latin/uitleg/nl
# shellcheck disable=SC2016 # a fence of Markdown
printf '# HGW101\n\nZo\221n.\n\n```xml\n<tekst>caf\351</tekst>\n```\n' >latin/uitleg/nl/HGW101.md
hgw-check --data-dir=latin --explain=HGW101 -f md
hgw-check --data-dir=latin --list-rules -f json -i HGW101 | jq -c .why,.wrong
hgw-check --data-dir=team -f gcc "$TOP/examples/mila.hgw.xml"
echo $?
