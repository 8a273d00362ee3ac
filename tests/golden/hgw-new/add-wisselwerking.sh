# the piece wisselwerking, in its section
hgw-new --add=wisselwerking "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
