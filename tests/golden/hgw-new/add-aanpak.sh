# the piece aanpak, in its section
hgw-new --add=aanpak "$TOP/tests/cases/noor.hgw.xml" | diff "$TOP/tests/cases/noor.hgw.xml" -
