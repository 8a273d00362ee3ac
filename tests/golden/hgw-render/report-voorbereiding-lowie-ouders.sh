# narrowed, the page of the evening before says nothing of findings or of what is hidden
hgw-render --date=2026-11-24 -r voorbereiding --for=ouders "$HERE/lowie.hgw.xml"
