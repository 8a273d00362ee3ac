# the piece onderwijsbehoefte, in its section
hgw-new --add=onderwijsbehoefte "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
