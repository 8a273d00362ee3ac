# the piece notitie, in its section
hgw-new --add=notitie "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
