# what one parent may not read is there for the other, and the report says for whom it is
hgw-render --date=2026-11-24 -r ouders --reader=mama "$HERE/lowie.hgw.xml"
