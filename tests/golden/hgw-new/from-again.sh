# a follow-up of a follow-up hands over the same
hgw-new --date=2026-11-24 -p evaluatie --from "$HERE/earlier.hgw.xml" >one.xml
hgw-new --date=2026-11-24 -p evaluatie --from one.xml >two.xml
diff one.xml two.xml
