# the piece aanbeveling, in its section
hgw-new --add=aanbeveling "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
