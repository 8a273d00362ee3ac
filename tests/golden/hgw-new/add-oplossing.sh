# the piece oplossing, in its section
hgw-new --add=oplossing "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
