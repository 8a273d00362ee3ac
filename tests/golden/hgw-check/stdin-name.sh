# standard input under another name
hgw-check -d 2026-11-24 -f gcc --stdin-name=yara.xml <"$TOP/tests/cases/yara.hgw.xml"
# it is not the name of a file that has its own
cp "$TOP/tests/cases/yara.hgw.xml" .
hgw-check -d 2026-11-24 -f gcc -i HGW100 --stdin-name=ander.xml yara.hgw.xml
