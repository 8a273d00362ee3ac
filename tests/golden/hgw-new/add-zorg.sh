# the piece zorg, in its section
hgw-new --add=zorg "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
