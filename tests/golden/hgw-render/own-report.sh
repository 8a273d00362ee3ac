# a report and a partial of the team, from the user directory, come before those that are installed
mkdir -p data/hgw/templates/reports data/hgw/templates/partials
printf "{{! rapport: ouders | doelgroep: ouders | titel: Ons verslag }}\n# Ons verslag\n{{> datum}}\n" >data/hgw/templates/reports/ouders.md
printf "Vandaag: {{hgw:datum(hgw:vandaag())}}\n" >data/hgw/templates/partials/datum.md
cp -r "$TOP/schemas" data/hgw/ && cp "$TOP/templates/waarden.tsv" data/hgw/templates/
unset HGW_DATADIR
export XDG_DATA_HOME="$PWD/data"
hgw-render --list-reports | grep Ons
hgw-render --date=2026-11-24 -r ouders "$HERE/kaal.hgw.xml"
