# what will the next phase ask?
cp "$TOP/tests/cases/yara.hgw.xml" .
hgw-check -d 2026-11-24 -p integratie -f gcc -l error yara.hgw.xml
