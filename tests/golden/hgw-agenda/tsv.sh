# a line for each date, with six fields; a tab or a line end of a case is no field and no line
cd "$TOP" || exit 2
hgw-agenda -d 2026-12-20 -t tsv tests/cases/*.hgw.xml >"$OLDPWD/dates"
cat "$OLDPWD/dates"
awk -F '\t' 'NF != 6 { print "fields: " NF }' "$OLDPWD/dates"
sed 's|<naam>Mila</naam>|<naam>Mi\t\nla</naam>|' examples/mila.hgw.xml | hgw-agenda -d 2030-05-01 --from=2030-05-01 -t tsv -
