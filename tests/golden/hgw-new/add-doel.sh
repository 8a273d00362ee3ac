# the piece doel, in its section
hgw-new --add=doel "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
