# what is closed and was opened to the school by name stands in its report, and nothing else that is closed
cat >case.hgw.xml <<'XML'
<casus versie="1" fase="intake" start="2026-09-01">
  <betrokkenen zichtbaar="ouders leerling school">
    <leerling id="l" geboortedatum="2014-01-01"><naam>Lena</naam></leerling>
    <betrokkene id="m" rol="ouder"><naam>Mia</naam></betrokkene>
  </betrokkenen>
  <toestemmingen>
    <toestemming van="l" voor="delen" ontvanger="school" status="gegeven" datum="2026-09-01"/>
  </toestemmingen>
  <vraagverheldering zichtbaar="school">
    <zorg van="m">Blijft dicht.</zorg>
    <zorg van="m" zichtbaar="school">Het huiswerk duurt lang.</zorg>
    <verklaring van="l" zichtbaar="school">Het gaat te snel.</verklaring>
  </vraagverheldering>
  <onderzoeken zichtbaar="school">
    <onderzoek><middel>Observatie</middel><score>Blijft dicht</score><score zichtbaar="school">8 op 10</score></onderzoek>
  </onderzoeken>
</casus>
XML
hgw-render --date=2026-11-24 -r school case.hgw.xml
