# an if and its then are one sentence at the meeting, also when both were written as sentences
hgw-render --date=2026-11-24 --without-consent -r overleg - <<'CASE' | grep 'Als'
<casus versie="1" fase="strategie" start="2026-09-07">
  <betrokkenen zichtbaar="ouders leerling school"><leerling id="amir"><naam>Amir</naam></leerling></betrokkenen>
  <strategie zichtbaar="ouders leerling school">
    <onderzoeksvraag keuze="onderzoeken" zichtbaar="ouders leerling school">
      <vraag>Maakt Amir meer vragen als iemand ze voorleest?</vraag>
      <als-dan><als>Amir meer vragen maakt</als><dan>lezen we elke toets voor</dan></als-dan>
      <als-dan><als>het geen verschil maakt. </als><dan>Zoeken we samen verder.</dan></als-dan>
    </onderzoeksvraag>
  </strategie>
</casus>
CASE
