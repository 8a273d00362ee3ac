# hgw:afspraken gives the appointments that serve a goal: over its needs, and over what someone needs to make them possible
cat >t.md <<'T'
{{! doelgroep: intern }}
{{#uitzicht/doel}}
- {{@id}}:{{#hgw:afspraken(.)}} {{@id}}{{/}}
{{/}}
T
sed 's/behoeften="n-maatje"/behoeften="s-juf"/' "$TOP/tests/cases/noor.hgw.xml" | hgw-render --date=2026-11-24 --template=t.md -
