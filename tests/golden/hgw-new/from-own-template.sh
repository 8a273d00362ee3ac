# a template without the section gets one, in its place in the order
mkdir -p d/templates/new
cat >d/templates/new/casus.xml <<END
<casus versie="1" fase="intake" start="2000-01-01">
  <betrokkenen zichtbaar="ouders"><leerling id="l"><naam><?vul-in wie?></naam></leerling></betrokkenen>
  <woordenlijst zichtbaar="ouders"/>
</casus>
END
hgw-new --date=2026-11-24 --data-dir d --from "$HERE/earlier.hgw.xml" >x.xml
xmllint --noout --schema "$TOP/schemas/hgw-casus.xsd" x.xml
cat x.xml
