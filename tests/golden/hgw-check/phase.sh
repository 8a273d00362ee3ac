# what will the next phase ask?
# needs: cases
cp "$HGW_CASES/yara.hgw.xml" .
hgw-check -d 2026-11-24 -p integratie -f gcc -l error yara.hgw.xml
