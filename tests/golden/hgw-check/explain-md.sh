# the page itself, as it can be corrected
hgw-check --explain HGW121 -f md | cmp - "$TOP/schemas/uitleg/nl/HGW121.md"
hgw-check --lang=en --explain HGW121 -f md | cmp - "$TOP/schemas/uitleg/en/HGW121.md"
