# a full disk is not success
hgw-check -d 2026-11-24 -f json "$TOP/tests/cases/noor.hgw.xml" >/dev/full
