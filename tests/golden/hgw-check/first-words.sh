# A message names the element: its id, and the first words of its text, whole.
cd "$TOP/tests/rules" || exit
for rule in HGW104 HGW114 HGW124 HGW719 HGW726; do
    hgw-check -f gcc -d 2026-11-24 -i "$rule" "$rule"/trigger*.hgw.xml
    hgw-check -f gcc -d 2026-11-24 -i "$rule" --lang=en "$rule"/trigger.hgw.xml
done | grep '\[HGW[1-7]'
printf '%s\n' '<casus versie="1" fase="integratie" start="2026-09-07"><betrokkenen><leerling id="lena"><naam>Lena</naam></leerling></betrokkenen>' \
    '<uitzicht>' \
    '<doel id="d1" termijn="lang"><tekst>Lena vertelt elke vrijdag in de kringgesprekken van haar klas.</tekst></doel>' \
    '<doel id="d2" termijn="lang"><tekst>Lena vertelt elke vrijdag in de kring iets.</tekst></doel>' \
    '<doel id="d3" termijn="lang"><tekst>Lena vertelt elke vrijdag in de kring. Zij kiest.</tekst></doel>' \
    "<doel id=\"d4\" termijn=\"lang\"><tekst>$(printf '%0100d' 0)</tekst></doel>" \
    '</uitzicht></casus>' | hgw-check -f gcc -d 2026-11-24 -i HGW105
