# a section that hands over nothing, or was empty, does not come along
cat >old.xml <<'END'
<casus versie="1" fase="onderzoek" start="2026-09-07">
  <betrokkenen><leerling id="lena"><naam>Lena</naam></leerling></betrokkenen>
  <overzicht><belemmerend id="b" bouwsteen="leerling">Zwijgt.</belemmerend></overzicht>
  <uitzicht/>
</casus>
END
hgw-new --date=2026-11-24 --from old.xml | grep -c -e '<uitzicht' -e '<overzicht'
hgw-new --date=2026-11-24 -p integratie --bare --from old.xml | sed -n '/<uitzicht/,/<integratief/p'
