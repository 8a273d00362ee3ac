# what is empty vanishes: lines, items, cells, rows, tables and headings; fixed text stays, and so do title and prose
cat >v.md <<'END'
{{! doelgroep: intern }}
# Verslag

Klas: {{betrokkenen/leerling/@klas}}

Fixed text stays, also {{#betrokkenen/leerling/@klas}}in {{.}} {{/}}with a section that says nothing.

School {{betrokkenen/leerling/school}}{{^betrokkenen/leerling/school}}nog te vragen{{/}}, in de plaats van wat leeg is.

Geboren: {{^betrokkenen/leerling/@geboortedatum}}onbekend{{/}}{{betrokkenen/leerling/@geboortedatum}}

- Naam: {{betrokkenen/leerling/naam}}
- Klas: {{betrokkenen/leerling/@klas}}
- Klas {{#true()}}staat hier{{/}}: {{betrokkenen/leerling/@klas}}
- {{{overzicht/aanpak}}}{{#true()}} Words of a section do not save prose.{{/}}
- Taken in a section:{{#true()}} {{betrokkenen/leerling/@klas}} ,{{/}}

## Zorgen {{betrokkenen/leerling/naam}}

{{#vraagverheldering/zorg}}
- **{{hgw:naam(@van)}}**: {{{.}}}
{{/}}

## Lege lijst

> - {{{overzicht/aanpak}}}
>   - {{{overzicht/aanpak}}}

## Lege tabel

| Wat | Wie |
| --- | --- |
{{#betrokkenen/betrokkene}}
| {{@klas}} | {{contact}} |
{{/}}

## Tabel

| Wat | Wie |
| --- | --- |
| {{{overzicht/aanpak}}} | {{betrokkenen/leerling/naam}} |
| {{{overzicht/aanpak}}} | {{betrokkenen/leerling/@klas}} |
| Vast |  |
| Een cel | Klas {{betrokkenen/leerling/@klas}} |
| {{betrokkenen/leerling/naam}} | Klas {{betrokkenen/leerling/@klas}} |

## Boven

### Leeg

### Ook leeg

---

### {{{vraagverheldering/zorg[2]}}}

## Regels

{{betrokkenen/leerling/@klas}}, {{betrokkenen/leerling/naam}}
{{betrokkenen/leerling/@klas}}
*{{betrokkenen/leerling/@klas}}*. En **{{betrokkenen/leerling/@klas}}**verder.

## Laatste
END
cat >x.hgw.xml <<'END'
<casus versie="1" fase="intake" start="2026-09-01">
  <betrokkenen><leerling id="n"><naam>Noor</naam></leerling><betrokkene id="h" rol="ouder"><naam>Hanne</naam></betrokkene>
    <betrokkene id="k" rol="ouder"><naam/></betrokkene></betrokkenen>
  <vraagverheldering><zorg van="h">Eerst.</zorg><zorg van="k">Zonder naam.</zorg><zorg van="h"/></vraagverheldering>
</casus>
END
hgw-render --date=2026-11-24 --template=v.md x.hgw.xml
