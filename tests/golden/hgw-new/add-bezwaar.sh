# the piece bezwaar, in its section
hgw-new --add=bezwaar "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
