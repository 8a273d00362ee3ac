# where the new case speaks of a parent it means one who is involved, and only when there is none another
cat >old.xml <<'END'
<casus versie="1" fase="evaluatie" start="2026-01-12">
  <betrokkenen><leerling id="l"><naam>Lena</naam></leerling>
    <betrokkene id="m" rol="ouder" betrokken="nee"><naam>Laila</naam><reden>Ziek.</reden></betrokkene>
    <betrokkene id="v" rol="opvoedingsverantwoordelijke"><naam>Hamid</naam></betrokkene></betrokkenen>
</casus>
END
hgw-new --date=2026-11-24 --from old.xml | grep -o -e 'id="h-ouder" .*' -e '<betrokkene id="ouder1"'
sed 's/"opvoedingsverantwoordelijke"/"ouder" betrokken="nee"/' old.xml | hgw-new --date=2026-11-24 --from - |
    grep -o -e 'id="h-ouder" .*' -e '<betrokkene id="ouder1"'
