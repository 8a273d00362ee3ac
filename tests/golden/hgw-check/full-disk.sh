# a full disk is not success
# needs: cases
hgw-check -d 2026-11-24 -f json "$HGW_CASES/noor.hgw.xml" >/dev/full
