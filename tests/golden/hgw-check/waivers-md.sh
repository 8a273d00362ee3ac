# what is accounted for is listed with its motivation, as md
cat >case.xml <<"EOF"
<casus versie="1" fase="integratie" start="2026-09-07">
  <betrokkenen><leerling id="l" geboortedatum="2016-04-12"><naam>Lena</naam></leerling></betrokkenen>
  <uitzicht><doel id="d" termijn="kort"><tekst>Lena leest elke maand een boek.</tekst></doel></uitzicht>
  <verantwoordingen>
    <verantwoording regel="HGW105" object="d">De datum kiezen we {samen} met *Lena*.</verantwoording>
    <verantwoording regel="HGW506">Niet meer nodig.</verantwoording>
    <verantwoording regel="HGW714">Mag niet.</verantwoording>
  </verantwoordingen>
</casus>
EOF
hgw-check -d 2026-11-24 -f md -i HGW105 case.xml
