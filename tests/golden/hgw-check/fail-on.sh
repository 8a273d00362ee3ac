# notes can make it fail
hgw-check -d 2026-11-24 -f quiet "$TOP/tests/cases/yara.hgw.xml" && echo goed
hgw-check -d 2026-11-24 -f quiet --fail-on=note "$TOP/tests/cases/yara.hgw.xml"
