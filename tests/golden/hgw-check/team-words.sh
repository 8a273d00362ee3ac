# a team's own word list: new, or added to ours, from which it takes away with !; what is wrong with it
team=$HOME/.local/share/hgw
rm -rf "$team" && mkdir -p "$team/woordenlijsten"
where() { sed "s|$HOME|HOME|g"; }
sed 's|Mila schrijft heldere teksten|De wisc was in het dolfijnenoverleg wat vaag|' "$TOP/examples/mila.hgw.xml" >mila.hgw.xml
cat >eigen.sch <<'EOF'
<schema xmlns="http://purl.oclc.org/dsdl/schematron">
  <ns prefix="hgw" uri="urn:hgw:functies"/>
  <pattern><rule context="/casus/overzicht/positief">
    <report id="TEAM1" role="note" test="hgw:bevat('vakjargon', .)"><value-of select="hgw:bevat('vakjargon', .)"/></report>
    <report id="TEAM2" role="note" test="hgw:bevat('onze', .)"><value-of select="hgw:bevat('onze', .)"/></report>
  </rule></pattern>
</schema>
EOF
try() { hgw-check --rules=eigen.sch -i TEAM -f gcc --lang="${1:-nl}" mila.hgw.xml 2>&1 | where; }
try
try en
echo 'vaag' >"$team/woordenlijsten/onze.txt"
try
printf '# van ons team\n! wisc*\ndolfijnen*\n' >"$team/woordenlijsten/vakjargon.txt"
try
echo '*' >>"$team/woordenlijsten/vakjargon.txt"
try
