# --bare adds no comments
hgw-new --next --bare "$TOP/tests/cases/yara.hgw.xml" | diff "$TOP/tests/cases/yara.hgw.xml" -
