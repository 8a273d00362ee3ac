# the piece afspraak, in its section
hgw-new --add=afspraak "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
