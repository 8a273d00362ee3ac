# the piece hulpvraag, in its section
hgw-new --add=hulpvraag "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
