# a target date comes along until its day is over: yesterday's goes, today's and tomorrow's stay
cat >old.xml <<'EOF'
<casus versie="1" fase="evaluatie" start="2026-01-12">
  <betrokkenen><leerling id="l"><naam>Lena</naam></leerling></betrokkenen>
  <uitzicht>
    <doel termijn="kort" streefdatum="2026-11-23"><tekst>Gisteren.</tekst></doel>
    <doel termijn="kort" streefdatum="2026-11-24"><tekst>Vandaag.</tekst></doel>
    <doel termijn="kort" streefdatum="2026-11-25"><tekst>Morgen.</tekst></doel>
  </uitzicht>
</casus>
EOF
hgw-new --date=2026-11-24 --bare --from old.xml | grep '<doel .*<tekst>'
