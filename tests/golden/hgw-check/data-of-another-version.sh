# a data directory of another version: the file is named, and what to do
data=$HGW_DATADIR
lines() { # the rule file grows and shrinks: its line numbers are no part of this
    sed "s/\.sch:[0-9]*:/.sch:LINE:/"
}
try() { # FILE SED-SCRIPT COMMAND...: with that file of the data changed
    rm -rf data && mkdir data && cp -R "$data/schemas" "$data/templates" data/
    sed -i "$2" "data/$1"
    shift 2
    HGW_DATADIR=data "$@" 2>err >out
    status=$?
    lines <err
    echo "status $status"
}
cp "$data/examples/mila.hgw.xml" .
try schemas/regels/8-taal.sch 's/hgw:woorden(/hgw:nieuw(/' hgw-check mila.hgw.xml
try schemas/woordenlijsten/afkortingen.txt '1s/.*/*/' hgw-check mila.hgw.xml
try templates/new/casus.xml 's/vanaf strategie/vanaf later/' hgw-new --lang=en
try templates/waarden.tsv '1s/.*/lang/' hgw-render mila.hgw.xml
# a team's own rule file is no file of hgw
sed 's/hgw:woorden(/hgw:nieuw(/' "$data/schemas/regels/8-taal.sch" | sed 's/"HGW/"TEAM/' >eigen.sch
hgw-check --rules=eigen.sch mila.hgw.xml 2>err
status=$?
lines <err
echo "status $status"
# no templates at all
rm -rf data && mkdir data && cp -R "$data/schemas" data/
HGW_DATADIR=data hgw-render --list-reports 2>&1 | sed 's/(gezocht in [^)]*)/(gezocht in …)/'
HGW_DATADIR=data hgw-render --check-template --report=ouders 2>&1 | sed 's/(gezocht in [^)]*)/(gezocht in …)/'
mkdir -p data/templates/reports
HGW_DATADIR=data hgw-render --list-reports 2>&1
echo "status $?"
