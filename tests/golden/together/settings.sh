# a team's settings: options in one file; another program's are passed by, and the command line wins
mkdir -p hgw huis
export XDG_CONFIG_HOME="$PWD"
mila=$TOP/examples/mila.hgw.xml tibo=$TOP/tests/cases/tibo.hgw.xml
hgw-render --print-reference-doc -o hgw/huis.odt
cat >hgw/instellingen <<'END'
# van ons team
author   An De Smet-Claes  
--lang=en

exclude HGW1,HGW2,HGW3,HGW4,HGW6,HGW7,HGW8
reference-doc huis.odt
END
echo "== what counts"
hgw-new -d 2026-11-24 --bare | grep 'rol="clb"'
hgw-new -d 2026-11-24 --author Bea --bare | grep 'rol="clb"'
hgw-check -d 2026-11-24 -f gcc "$tibo" | sed 's/.*\[/[/' | sort -u
hgw-check -d 2026-11-24 -f gcc -x HGW0,HGW5 --fail-on note "$tibo" | sed 's/.*\[HGW\(.\).*/\1/' | sort -u | tr -d '\n'
echo
hgw-check --help | head -n 1
hgw-check --lang nl --help | head -n 1
echo "== the house style stands beside the settings, and is nothing to a report that has no use for it"
hgw-render -d 2026-11-24 "$mila" 2>/dev/null | head -n 1
hgw-render -d 2026-11-24 -o mila.odt "$mila" 2>/dev/null && ls mila.odt
rm hgw/huis.odt
hgw-render -d 2026-11-24 -o weg.odt "$mila" 2>&1 | tail -n 1 | sed "s|$PWD|.|"
hgw-render -d 2026-11-24 --reference-doc mila.odt "$mila" 2>&1 | tail -n 1
echo "== places"
HOME=$PWD
export HOME
# shellcheck disable=SC2088 # the program takes it for the home directory
for place in regels.sch ../regels.sch '~/regels.sch' "$PWD/regels.sch"; do
    printf '\357\273\277rules %s\r\n' "$place" >hgw/instellingen
    hgw-check "$mila" 2>&1 | tail -n 1 | sed "s|$PWD|.|"
done
