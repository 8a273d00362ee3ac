# the piece onderzoek, in its section
hgw-new --add=onderzoek "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
