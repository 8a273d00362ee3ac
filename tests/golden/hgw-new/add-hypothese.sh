# the piece hypothese, in its section
hgw-new --add=hypothese "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
