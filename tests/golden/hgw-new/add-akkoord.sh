# the piece akkoord, in its section
hgw-new --add=akkoord "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
