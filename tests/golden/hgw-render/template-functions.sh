# what each function of a template says of a case
cat >t.md <<'END'
{{! doelgroep: intern }}
- datum: {{hgw:datum(@start)}}, {{hgw:datum('in mei')}}; vandaag: {{hgw:vandaag()}}
- label: {{hgw:label(@fase)}} ({{hgw:label(@fase, 'uitleg')}}), {{hgw:label(advies/akkoord[1]/@punten)}}
- naam: {{hgw:naam(advies/akkoord[1]/@wie)}}; wie: {{hgw:wie('ouders')}}; {{hgw:wie('intern')}}; {{hgw:wie('ouders school')}}
- lezers: {{hgw:of(hgw:naam(hgw:lezers()), 'niemand')}}; schrijver: {{hgw:naam(hgw:schrijver())}}; overleg: {{hgw:overleg()/@datum}}
- akkoord: {{hgw:naam(advies/akkoord[@oordeel = 'ja'][contains(@punten, 'doelen')]/@wie)}}; {{hgw:naam(advies/akkoord[@oordeel = 'nee'][contains(@punten, 'behoeften')]/@wie)}}; {{hgw:of(hgw:naam(advies/akkoord[@oordeel = 'ja'][contains(@punten, 'evaluatie')]/@wie), 'niemand')}}
- of: {{hgw:of('', ' ', overzicht, 'a', 'b')}}; als: {{hgw:als(1 = 1, 'ja')}}{{hgw:als(1 = 2, 'x')}}, {{hgw:als(overzicht, 'x', 'nee')}}
- punt: a{{hgw:punt('a')}} b.{{hgw:punt('b. ')}} c{{hgw:punt('c', overzicht)}} d{{hgw:punt('')}} e{{hgw:punt('e', advies)}}
- gevuld: {{hgw:gevuld(vraagverheldering)}}, {{hgw:gevuld(overzicht)}}
- kern: {{hgw:kern(vraagverheldering/hulpvraag[1])}} {{hgw:kern(vraagverheldering/zorg)}} {{hgw:kern(overzicht)}}
- wat: {{hgw:wat(vraagverheldering)}}; {{hgw:wat(vraagverheldering/hulpvraag[1])}}; {{hgw:wat(vraagverheldering/zorg)}}
- als-dan: {{#strategie//als-dan}}[{{hgw:als-dan(.)}}]{{/}}
- van: {{#vraagverheldering/*}}{{hgw:van('ouders')}} {{hgw:van('leerling school')}}; {{/}}{{#//vraag[1]}}{{hgw:van('ouders')}}{{/}}
- op school: {{#inzicht/wisselwerking}}{{hgw:op-school()}} {{/}}
- komt: {{hgw:komt('2026-11-23')}} {{hgw:komt('2026-11-24')}} {{hgw:komt('2027-01-01')}} {{hgw:komt('')}} {{hgw:komt('morgen')}}
- voorbij: {{hgw:voorbij('2026-11-23')}} {{hgw:voorbij('2026-11-24')}} {{hgw:voorbij('')}} {{hgw:voorbij('morgen')}}
- zegt: {{#vraagverheldering/*}}{{hgw:naam(@van)}} {{hgw:zegt(.)}}; {{/}}
- aan tafel: {{#overleggen/overleg}}{{hgw:naam(hgw:aan-tafel(.))}}; {{/}}
- uitkomst: {{#advies/afspraak}}{{hgw:of(hgw:uitkomst(.), '?')}}, {{/}}
- ontvanger: {{#toestemmingen/toestemming}}{{hgw:label(@ontvanger)}}{{/}}
- op datum: {{#overleggen/*}}{{@datum}} {{/}}; {{#advies/evaluatie}}{{@uitgevoerd}}{{@gepland}} {{/}}; besluit: {{#uitzicht/doel}}{{hgw:label(@besluit)}}{{/}}
- verwijzers: {{#vraagverheldering/hulpvraag}}{{count(hgw:verwijzers(., 'hulpvraag'))}} {{/}}
- verborgen: {{#hgw:verborgen('ouders leerling')}}{{name()}}: {{hgw:ziet('ouders')}} {{hgw:ziet('leerling')}}; {{/}}
END
cat >x.hgw.xml <<'END'
<casus versie="1" fase="strategie" start="2026-09-01">
  <betrokkenen><leerling id="n" zichtbaar="leerling"><naam>Noor</naam></leerling>
    <betrokkene id="h" rol="ouder"><naam> Hanne  De Wit </naam></betrokkene>
    <betrokkene id="k" rol="opvoedingsverantwoordelijke"><naam>Karim</naam></betrokkene>
    <betrokkene id="j" rol="leerkracht"><naam>juf Els</naam></betrokkene>
    <betrokkene id="c" rol="clb"><naam>Bram</naam></betrokkene></betrokkenen>
  <toestemmingen><toestemming van="h" voor="delen" ontvanger="school c" status="gegeven" datum="2026-09-01"/></toestemmingen>
  <overleggen><overleg datum="2026-12-01" soort="evaluatie" deelnemers="n h k j c"><afwezig wie="k">Werkt.</afwezig></overleg>
    <notitie datum="2026-10-01" wie="h">Belde.</notitie><overleg datum="2026-09-01" soort="intake" deelnemers="h"/></overleggen>
  <vraagverheldering zichtbaar="ouders"><hulpvraag id="v1" van="h"><vraag>Hoe lukt het?</vraag></hulpvraag>
    <hulpvraag id="v2" van="j"><vraag>En in de klas?</vraag></hulpvraag>
    <verwachting van="h k">Dat het lukt.</verwachting><verklaring van="h">Zomaar.</verklaring>
    <zorg van="n">Een zorg die zo lang is dat ze hier niet in haar geheel kan staan: na negentig tekens komt er een streep onder.</zorg></vraagverheldering>
  <inzicht><wisselwerking afstemming="match"><invloed van="n" naar="j">a</invloed></wisselwerking>
    <wisselwerking afstemming="match"><invloed van="n" naar="j">a</invloed><invloed van="h" naar="n">b</invloed></wisselwerking></inzicht>
  <strategie><onderzoeksvraag hulpvraag="v1"><vraag>Wat helpt?</vraag>
    <als-dan><als>het lukt.</als><dan>gaan we door</dan></als-dan><als-dan><als>het lukt </als><dan>We gaan door.</dan></als-dan></onderzoeksvraag></strategie>
  <uitzicht><doel id="d1" termijn="kort"><tekst>Het lukt.</tekst></doel></uitzicht>
  <advies><evaluatie doelen="d1"/><evaluatie doelen="d1" uitgevoerd="2026-11-20" besluit="verder"/>
    <evaluatie doelen="d1" uitgevoerd="2026-11-10" besluit="stoppen"/><evaluatie doelen="d1" gepland="2026-11-15" besluit="bereikt"/>
    <afspraak>Voor altijd.</afspraak><afspraak tot="2026-11-24">Tot vandaag.</afspraak><afspraak tot="2026-11-23">Tot gisteren.</afspraak>
    <afspraak tot="2026-11-23" uitkomst="niet">Niet gelukt.</afspraak>
    <akkoord punten="doelen behoeften" wie="h k" oordeel="ja"/><akkoord punten="behoeften" wie="j" oordeel="nee"/></advies>
</casus>
END
hgw-render --date=2026-11-24 --template=t.md x.hgw.xml
hgw-render --date=2026-11-24 --template=t.md --for=school --without-consent x.hgw.xml 2>&1 | grep -E 'lezer|verborgen'
# a section that takes a whole line repeats the line; when it says nothing, the line is not there
cat >r.md <<'END'
{{! doelgroep: intern }}
{{#betrokkenen/betrokkene}}- {{naam}}{{/}}
  {{#betrokkenen/betrokkene[@rol = 'clb']}}- {{naam}}
    en{{#@rol}} {{.}}{{/}}{{/}}
{{^overzicht}}- Geen overzicht{{/}}
{{#overzicht}}- Overzicht{{/}}
{{#vraagverheldering/hulpvraag}}- {{{vraag}}}{{/}}

| Naam | Rol |
| --- | --- |
{{#betrokkenen/betrokkene}}| {{naam}} | {{@rol}} |{{/}}
END
hgw-render --date=2026-11-24 --template=r.md x.hgw.xml
# a reader that does not exist is a mistake
printf '{{! doelgroep: intern }}\n{{#vraagverheldering/*}}{{#hgw:van("ouder")}}x{{/}}{{/}}\n' >fout.md
hgw-render --date=2026-11-24 --template=fout.md x.hgw.xml 2>&1
