# what is not for papa is not in the report for papa
hgw-render --date=2026-11-24 -r ouders --reader=papa "$HERE/lowie.hgw.xml"
