# -o writes a new file, readable by its owner only
hgw-new --date=2026-11-24 --bare -o x.xml && stat -c "%a %n" -- * && hgw-new --date=2026-11-24 --bare | cmp - x.xml
