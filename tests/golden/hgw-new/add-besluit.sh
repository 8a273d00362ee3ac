# the piece besluit, in its section
hgw-new --add=besluit "$TOP/tests/cases/yara.hgw.xml" | diff "$TOP/tests/cases/yara.hgw.xml" -
