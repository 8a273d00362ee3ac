# the check has nothing to say of the example case
hgw-check --date=2026-11-24 -f gcc "$TOP/examples/mila.hgw.xml"
