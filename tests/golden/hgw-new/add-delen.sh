# the piece delen, in its section
hgw-new --add=delen "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
