# standard input under another name
# needs: cases
hgw-check -d 2026-11-24 -f gcc --stdin-name=yara.xml <"$HGW_CASES/yara.hgw.xml"
# it is not the name of a file that has its own
cp "$HGW_CASES/yara.hgw.xml" .
hgw-check -d 2026-11-24 -f gcc -i HGW100 --stdin-name=ander.xml yara.hgw.xml
