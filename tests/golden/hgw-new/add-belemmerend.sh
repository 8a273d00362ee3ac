# the piece belemmerend, in its section
hgw-new --add=belemmerend "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
