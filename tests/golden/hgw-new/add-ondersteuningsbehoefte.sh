# the piece ondersteuningsbehoefte, in its section
hgw-new --add=ondersteuningsbehoefte "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
