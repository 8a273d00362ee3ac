# the piece verwachting, in its section
hgw-new --add=verwachting "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
