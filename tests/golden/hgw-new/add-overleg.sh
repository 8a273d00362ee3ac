# the piece overleg, in its section
hgw-new --add=overleg "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
