# the piece begrip, in its section
hgw-new --add=begrip "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
