# a text of 10 MB is read and checked
# not-under: debug
{ printf "<casus versie=\"1\" fase=\"intake\" start=\"2026-09-07\"><betrokkenen><leerling id=\"l\" geboortedatum=\"2016-04-12\"><naam>Lena</naam></leerling></betrokkenen><overzicht><positief bouwsteen=\"leerling\">"; yes "Lena leest graag." | head -c 10000000; printf "</positief></overzicht></casus>"; } >groot.xml
hgw-check -d 2026-11-24 -f gcc -i HGW5,HGW8 groot.xml
