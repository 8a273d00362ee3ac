# a remark on the same line stays with what it is about, what follows on the line begins its own, entities stay
cat >x.xml <<'END'
<casus versie="1" fase="intake" start="2026-01-12">
  <betrokkenen zichtbaar="ouders leerling &#115;chool">
    <leerling id="a"><naam>A</naam></leerling> <!-- van de 3e > klas -->
    <betrokkene id="m" rol="ouder"><naam>B &amp; C</naam></betrokkene> <!-- mama, &amp; nieuw --> <!-- twee -->
  </betrokkenen>
  <overleggen><!-- x --></overleggen>
  <overzicht zichtbaar="ouders"><positief id="p1" bouwsteen="leerling">Lacht &lt; veel</positief><aanpak id="a1">x</aanpak></overzicht>
</casus>
END
for piece in betrokkene overleg positief aanpak; do hgw-new --add=$piece --in-place x.xml; done
cat x.xml
