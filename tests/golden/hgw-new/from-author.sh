# who writes the case goes along, and stands where the new case speaks of a CLB member
cat >old.xml <<'END'
<casus versie="1" fase="evaluatie" start="2026-01-12" auteur="bea">
  <betrokkenen><leerling id="l"><naam>Lena</naam></leerling>
    <betrokkene id="arts" rol="clb"><naam>dokter Nys</naam></betrokkene>
    <betrokkene id="bea" rol="clb"><naam>Bea</naam></betrokkene></betrokkenen>
</casus>
END
hgw-new --date=2026-11-24 --from old.xml >new.xml
grep -e '<casus' -e 'id="arts"' -e 'id="bea"' -e 'id="clb"' -e 'deelnemers' new.xml
hgw-check -f gcc new.xml | grep -c -e HGW002 -e HGW003
sed 's/ auteur="bea"//' old.xml | hgw-new --date=2026-11-24 --from - | grep -e '<casus' -e 'deelnemers'
hgw-new --date=2026-11-24 --author "dokter Nys" --from old.xml | grep -e '<casus' -e 'rol="clb"'
hgw-new --date=2026-11-24 --author Niemand --from old.xml | grep -e '<casus'
hgw-new --author " " 2>&1 || echo "status $?"
