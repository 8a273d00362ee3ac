# the piece opvoedingsbehoefte, in its section
hgw-new --add=opvoedingsbehoefte "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
