# an id that must give way takes a number that neither the template nor a line that stands ready has
mkdir -p d/templates/new
cat >d/templates/new/casus.xml <<END
<casus versie="1" fase="intake" start="2000-01-01">
  <betrokkenen zichtbaar="ouders">
    <leerling id="l"><naam><?vul-in wie?></naam></leerling>
    <!-- <betrokkene id="opa" rol="ouder"><naam></naam></betrokkene> -->
  </betrokkenen>
  <uitzicht>
    <onderwijsbehoefte id="n-school">Eerste.</onderwijsbehoefte>
    <onderwijsbehoefte id="n-school-2">Tweede.</onderwijsbehoefte>
    <!-- <ondersteuningsbehoefte id="n-school-3" van="opa"></ondersteuningsbehoefte> -->
    <aanbeveling behoeften="n-school n-school-2"><tekst>Lezen.</tekst></aanbeveling>
  </uitzicht>
</casus>
END
hgw-new --date=2026-11-24 --data-dir d --from "$HERE/earlier.hgw.xml" >x.xml
grep -E 'id="(n-|opa)|behoeften=' x.xml
perl -0pe "s/<!-- (<[a-z].*?) -->/\$1/gs" x.xml >opened.xml
xmllint --noout --schema "$TOP/schemas/hgw-casus.xsd" x.xml opened.xml
