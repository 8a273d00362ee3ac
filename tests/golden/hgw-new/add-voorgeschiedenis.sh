# the piece voorgeschiedenis, in its section
hgw-new --add=voorgeschiedenis "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
