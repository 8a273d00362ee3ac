# the piece verantwoording, in its section
hgw-new --add=verantwoording "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
