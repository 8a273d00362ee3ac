# rules in a team's own directory are added, or come in the place of ours; the list says where each stands
mkdir -p xdg/hgw/regels
cp "$TOP/examples/mila.hgw.xml" .
sch() { # CODE TEXT
    printf '<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:hgw="urn:hgw:functies" hgw:uitgangspunt="2">\n<title>Ons team</title>\n<pattern><rule context="/casus"><report id="%s" role="note" test="true()">%s</report></rule></pattern>\n</schema>\n' "$1" "$2"
}
export XDG_DATA_HOME="$PWD/xdg"
sch TEAM1 "Denk aan het team." >xdg/hgw/regels/9-team.sch
hgw-check -f gcc -i TEAM mila.hgw.xml
hgw-check --list-rules -i HGW20,TEAM 2>/dev/null | sed "s|$PWD/||; s|$TOP/||"
hgw-check --list-rules -f json -i TEAM,HGW201 2>/dev/null | sed "s|$PWD/||" | jq -c '[.code, .principle, .file]'
# what its file is called means nothing; here our own files are in the directory that comes last
mkdir -p team/regels
sch TEAM2 "Zo doen wij het." >team/regels/2-transactioneel.sch
HGW_DATADIR=$PWD/team XDG_DATA_HOME=$PWD/ours
mkdir ours && ln -s "$TOP" ours/hgw
export HGW_DATADIR XDG_DATA_HOME
hgw-check --list-rules -i HGW2,TEAM 2>/dev/null | sed "s|$PWD/||"
# a mistake in a team's file; a code of ours
sch TEAM3 'x' | sed 's/context="/&/; s/true()/tru()/' >team/regels/9-team.sch
hgw-check mila.hgw.xml 2>&1 | sed "s|$PWD/||"
sch HGW101 'x' >team/regels/9-team.sch
hgw-check -f gcc -i HGW101 mila.hgw.xml
