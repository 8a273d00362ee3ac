# standard input under another name
# needs: cases
hgw-check -d 2026-11-24 -f gcc --stdin-name=yara.xml <"$HGW_CASES/yara.hgw.xml"
