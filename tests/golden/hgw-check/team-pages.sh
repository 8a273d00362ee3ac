# the list of the rules says which rule of a team has no page, and which page no rule
team=$HOME/.local/share/hgw
rm -rf "$team" && mkdir -p "$team/regels" "$team/uitleg/nl" "$team/uitleg/en"
cat >"$team/regels/team.sch" <<'EOF'
<schema xmlns="http://purl.oclc.org/dsdl/schematron">
  <pattern><rule context="/casus"><assert id="TEAM1" role="note" test="1">Er is geen verslag.</assert>
    <assert id="TEAM2" role="note" test="1">Er is geen datum.</assert>
    <assert id="HGW602" role="note" test="1">Er is geen bedoeling.</assert></rule></pattern>
</schema>
EOF
echo '# TEAM2: zonder regel' >"$team/uitleg/nl/TEMA2.md"
echo '# HGW602: onze uitleg' >"$team/uitleg/nl/HGW602.md"
echo '# XYZ9: a page' >"$team/uitleg/en/XYZ9.md"
list() { hgw-check --list-rules -i TEAM "$@" 2>&1 | sed "s|$HOME|HOME|g"; }
list
list --lang=en
mv "$team/uitleg/nl/TEMA2.md" "$team/uitleg/nl/TEAM2.md"
mv "$team/uitleg/en/XYZ9.md" "$team/uitleg/en/TEAM1.md"
list
# names that are wrong
rm -rf "$team" && mkdir -p "$team/regels" "$team/uitleg/nl" "$team/woordenlijsten"
touch "$team/regels/team.sch.txt" "$team/regels/stuk.xml" "$team/uitleg/nl/TEAM1.md.txt"
touch "$team/woordenlijsten/vakjargn.txt" "$team/woordenlijsten/sport.txt" "$team/woordenlijsten/vaag.txt"
list -i HGW602
list -i HGW602 --lang=en
# letters that are ours, for a rule that we do not have
cat <<'EOF' >"$team/regels/team.sch"
<schema xmlns="http://purl.oclc.org/dsdl/schematron">
  <pattern><rule context="/casus"><assert id="HGW999" role="note" test="1">Er is geen verslag.</assert></rule></pattern>
</schema>
EOF
list -i HGW999
list -i HGW999 --lang=en
