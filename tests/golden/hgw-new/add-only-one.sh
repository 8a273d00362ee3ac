# what may stand only once and is there is not added again
hgw-new --add=besluit "$TOP/tests/cases/noor.hgw.xml"
