# the piece uitzondering, in its section
hgw-new --add=uitzondering "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
