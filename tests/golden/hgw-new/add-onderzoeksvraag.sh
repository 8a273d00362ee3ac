# the piece onderzoeksvraag, in its section
hgw-new --add=onderzoeksvraag "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
