# the piece betrokkene, in its section
hgw-new --add=betrokkene "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
