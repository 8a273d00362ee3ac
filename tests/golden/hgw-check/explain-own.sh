# a team's own page, of its own rule and in the place of ours; a rule without a page, a page without its rule
cat >eigen.sch <<'END'
<schema xmlns="http://purl.oclc.org/dsdl/schematron">
  <pattern><rule context="/casus"><assert id="TEAM1" role="note" test="1">Er is geen verslag.</assert>
    <assert id="TEAM2" role="note" test="1">Er is geen datum.</assert></rule></pattern>
</schema>
END
mkdir -p "$HOME/.local/share/hgw/uitleg/nl"
cd "$HOME/.local/share/hgw/uitleg/nl" || exit
cat >TEAM1.md <<'END'
# TEAM1: Een `verslag` *mag* niet ontbreken

Wie er niet bij was, leest het **later**: dat lukt alleen als het er staat, met wie wat zei, en met wat er afgesproken is.

- de ouders, die er niet altijd bij kunnen zijn en dan toch willen weten wat er besproken is
- de school

1. eerst dit
2. dan dat

> Een verslag is een brief.

```xml
<verslag/>
```
END
echo '# TEAM9: zonder regel' >TEAM9.md
cd - >/dev/null || exit
mkdir -p team/uitleg/nl
echo '# HGW101: onze eigen uitleg' >team/uitleg/nl/HGW101.md
hgw-check --rules=eigen.sch --explain=team1
hgw-check --rules=eigen.sch --explain=TEAM1 --lang=en | head -n 1
hgw-check --data-dir=team --explain=HGW101 -f md
echo "--- a rule without a page"
hgw-check --rules=eigen.sch --explain=TEAM2
hgw-check --rules=eigen.sch --explain=TEAM2 -f md
echo "--- a page without its rule"
hgw-check --rules=eigen.sch --explain=TEAM9 2>&1 | sed "s|$HOME|HOME|"
echo "--- another format"
hgw-check --explain=HGW101 -f json
