# the piece evaluatie, in its section
hgw-new --add=evaluatie "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
