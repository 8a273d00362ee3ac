# the piece voor-leerling, in its section
hgw-new --add=voor-leerling "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
