# --schema-link adds the line that points an editor to the grammar, whatever the path holds
mkdir -p "map met spatie/schemas" && cp "$TOP/schemas/hgw-casus.xsd" "map met spatie/schemas"
hgw-new --date=2026-11-24 --schema-link --data-dir "map met spatie" | head -n 2 | sed "s|$PWD|.|"
