# a verantwoording that matches nothing says where its code was found; HGW729 is one of those that nobody waives
cat >case.xml <<"EOF"
<casus versie="1" fase="integratie" start="2026-09-07">
  <betrokkenen><leerling id="l" geboortedatum="2016-04-12"><naam>Lena</naam></leerling></betrokkenen>
  <uitzicht>
    <doel id="a" termijn="lang" streefdatum="2027-06-30"><tekst>Lena leest graag.</tekst></doel>
    <doel id="b" termijn="kort"><tekst>Lena leest elke maand een boek.</tekst></doel>
    <doel id="c" termijn="kort"><tekst>Lena leest elke avond.</tekst></doel>
    <doel id="d" termijn="kort"><tekst>Lena leest aan haar zus voor.</tekst></doel>
    <doel id="e" termijn="kort"><tekst>Lena kiest zelf een boek.</tekst></doel>
  </uitzicht>
  <verantwoordingen>
    <verantwoording regel="HGW105" object="a">De datum kiezen we samen met Lena.</verantwoording>
    <verantwoording regel="HGW105" object="b">De datum kiezen we samen met Lena.</verantwoording>
    <verantwoording regel="HGW729">We vragen het later.</verantwoording>
  </verantwoordingen>
</casus>
EOF
hgw-check -d 2026-11-24 -f gcc -i HGW0 case.xml
hgw-check -d 2026-11-24 -i HGW0 --lang=en case.xml | grep -A 1 HGW008
