# the piece positief, in its section
hgw-new --add=positief "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
