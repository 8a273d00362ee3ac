# the piece verklaring, in its section
hgw-new --add=verklaring "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
