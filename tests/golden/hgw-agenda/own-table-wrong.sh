# a table that cannot be used: all that is wrong, with the place; nothing is listed
mkdir -p "$HOME/.local/share/hgw"
table=$HOME/.local/share/hgw/agenda.tsv
# shellcheck disable=SC2016 # the variable is of XPath
{
    printf '//overlegg\t@datum\t\t\tvervalt\toverleg\tmeeting\n'
    printf '//overleg\t@datun\t\t\tvervalt\toverleg\tmeeting\n'
    printf '//overleg[\t@datum\t\t\tvervalt\toverleg\tmeeting\n'
    printf '//overleg[hgw:geuld(.)]\t@datum\tid($wie)\t\tvervalt\toverleg\tmeeting\n'
    printf '//overleg\t\t\t\tsoms\t \tmeeting\n'
    printf '//overleg\t@datum\n'
    printf '//overleg\t@datum\t\t\tvervalt\toverl\351g\tmeeting\n'
} >"$table"
hgw-agenda -d 2026-11-24 "$TOP/examples/mila.hgw.xml" 2>said
echo "status $?"
sed "s|$HOME|~|" said
echo "== what only shows when it runs"
for line in "//overleg\\t@datum\\thgw:over-delen('x', 1)" "count(//overleg)\\t@datum\\t" "//leerling\\t'2026-12-01'\\t'iedereen'"; do
    printf '%b\t\tvervalt\tiets\tsomething\n' "$line" >"$table"
    hgw-agenda -d 2026-11-24 --from=2026-01-01 "$TOP/examples/mila.hgw.xml" 2>said
    echo "status $?"
    sed "s|$HOME|~|" said
done
echo "== attributes are no elements, and give no dates"
printf '//@datum\t.\t\t\tvervalt\tdatum\tdate\n' >"$table"
hgw-agenda -d 2026-11-24 --until=2026-12-01 -t tsv "$TOP/examples/robbe.hgw.xml"
