# --reader means nothing for CLB staff
hgw-render --reader=mama "$HERE/lowie.hgw.xml"
