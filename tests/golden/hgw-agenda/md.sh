# the same for a page of Markdown; no text of a case changes its structure
cd "$TOP" || exit 2
hgw-agenda -d 2026-12-20 --until=2027-01-31 -t md examples/mila.hgw.xml
sed 's|<naam>Mila</naam>|<naam>*Mi_la* [x](y)</naam>|' examples/mila.hgw.xml | hgw-agenda -d 2030-05-09 --from=2030-05-09 -t md -
