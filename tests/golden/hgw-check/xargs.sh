# names from a list that ends each with a NUL go through xargs
cp "$TOP/tests/cases/yara.hgw.xml" "met spatie.xml"
cp "$TOP/tests/cases/tibo.hgw.xml" .
printf 'met spatie.xml\0tibo.hgw.xml' | xargs -0 hgw-check -d 2026-11-24 -f gcc -l error
