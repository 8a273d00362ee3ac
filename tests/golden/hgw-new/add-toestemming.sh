# the piece toestemming, in its section
hgw-new --add=toestemming "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
