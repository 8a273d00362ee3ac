# a case without people, and one in a directory whose name could steer a terminal
mkdir "$(printf 'a\033[2J')"
echo '<casus start="2026-09-01" fase="intake"><overleggen><overleg datum="2026-11-24" soort="ander"/></overleggen></casus>' >"$(printf 'a\033[2J')/b.xml"
for format in text md tsv ics; do
    hgw-agenda -d 2026-11-24 -t $format a*/b.xml | tr -d '\r' | grep -v UID
done
