# notes can make it fail
# needs: cases
hgw-check -d 2026-11-24 -f quiet "$HGW_CASES/yara.hgw.xml" && echo goed
hgw-check -d 2026-11-24 -f quiet --fail-on=note "$HGW_CASES/yara.hgw.xml"
