# the lines that stand ready in comments are valid once opened and dated
hgw-new --date=2026-11-24 -p evaluatie |
    perl -0pe "s/<!-- (<[a-z].*?) -->/\$1/gs; s/JJJJ-MM-DD/2026-11-24/g" >x.xml
grep -c "^ *<toestemming " x.xml
xmllint --noout --schema "$TOP/schemas/hgw-casus.xsd" x.xml
