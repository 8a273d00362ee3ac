# other names for ids reach the elements, the references, and the lines that stand ready in comments, and nothing else
mkdir -p d/templates/new
cat >d/templates/new/casus.xml <<END
<?xml version="1.0" encoding="UTF-8"?>
<casus versie="1" fase="intake" start="2000-01-01">
  <betrokkenen zichtbaar="ouders"><leerling id="b"><naam><?vul-in wie?></naam></leerling>
    <betrokkene id="n" rol='clb'><naam>b „n”</naam></betrokkene></betrokkenen>
  <vraagverheldering>
    <zorg van="b">b "b" é</zorg>
    <!-- <zorg van="n">n "n"</zorg> naar="n b" rol="b" -->
  </vraagverheldering>
</casus>
END
cat >old.xml <<'END'
<casus versie="1" fase="evaluatie" start="2026-01-12">
  <betrokkenen><leerling id="lena"><naam>Lena</naam></leerling><betrokkene id="n" rol="ouder"><naam>N</naam></betrokkene></betrokkenen>
</casus>
END
hgw-new --date=2026-11-24 --data-dir d --from old.xml
sed 's/„n”//; s/encoding="UTF-8"/encoding="ISO-8859-1"/' d/templates/new/casus.xml | iconv -f UTF-8 -t ISO-8859-1 >x
mv x d/templates/new/casus.xml
hgw-new --date=2026-11-24 --data-dir d --from old.xml | grep 'é'
