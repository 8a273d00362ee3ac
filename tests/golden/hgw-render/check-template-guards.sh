# a section around what vanishes by itself is said to be needless; one that does more is not
cat >t.md <<'END'
{{! doelgroep: intern }}
# Verslag
{{#boolean(uitzicht/doel[normalize-space()])}}

## Doelen

{{#uitzicht/doel[@termijn='kort']}}
- {{{tekst}}}
{{/}}
{{/}}
{{#boolean(advies/afspraak)}}

## Afspraken

| Wat | Wie |
| --- | --- |
{{#advies/afspraak}}| {{{.}}} | {{hgw:naam(@wie)}} |{{/}}
{{/}}
{{#@zorgfase}}
- Zorg: {{hgw:label(.)}}
{{/}}
{{#betrokkenen/leerling/@klas}}- Klas: {{.}}{{/}}

## Deze zijn nodig
{{#boolean(advies/afspraak)}}

Dit spraken we af:

{{#advies/afspraak}}- {{{.}}}{{/}}
{{/}}
{{#boolean(uitzicht/aanbeveling)}}
{{#uitzicht/doel}}- {{{tekst}}}{{/}}
{{/}}
{{#uitzicht/doel}}
- {{{tekst}}}
{{/}}
{{#boolean(id(advies/afspraak/@aanbeveling))}}
- Hoort bij
  {{#id(advies/afspraak/@aanbeveling)}}- {{{tekst}}}{{/}}
{{/}}
{{#@zorgfase}}
- Zorg: {{hgw:label(.)}}{{#../@fase}}, {{.}}{{/}}
{{/}}
END
hgw-render --check-template --template=t.md
