# What is still to fill in, or empty, is found by its own id or by that of what it belongs to.
cat >kaal.hgw.xml <<'XML'
<casus versie="1" fase="vraagverheldering" start="2026-09-07">
  <betrokkenen><leerling id="lena" geboortedatum="2017-03-14"><naam/></leerling></betrokkenen>
  <vraagverheldering><hulpvraag id="h1" van="lena"><vraag><?vul-in wat vraagt Lena?></vraag></hulpvraag></vraagverheldering>
  <overzicht>
    <positief id="p1" bouwsteen="leerling"/>
    <positief bouwsteen="leerling"/>
    <uitzondering><situatie> </situatie><wie-doet-wat><?vul-in?></wie-doet-wat></uitzondering>
  </overzicht>
  <uitzicht><doel id="d1" termijn="kort"><tekst>Lena leest.</tekst><criterium><?vul-in?></criterium></doel></uitzicht>
</casus>
XML
hgw-check -f gcc -d 2026-11-24 -i HGW0 kaal.hgw.xml
hgw-check -f gcc -d 2026-11-24 -i HGW0 --lang=en kaal.hgw.xml
