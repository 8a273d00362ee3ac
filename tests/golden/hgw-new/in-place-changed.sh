# a case that another program changes meanwhile stays as that left it
printf '<casus versie="1" fase="intake" start="2026-01-12">\n  <betrokkenen>\n    <leerling id="a"><naam>A</naam></leerling>\n  </betrokkenen>\n</casus>\n' >x.xml
mkdir -p own/templates/new/stukken
mkfifo own/templates/new/stukken/doel.xml
hgw-new --data-dir=own --add=doel --in-place x.xml &
# The case has been read when the piece is opened.
exec 3>own/templates/new/stukken/doel.xml
echo '<!-- van een ander -->' >>x.xml
cat "$TOP/templates/new/stukken/doel.xml" >&3
exec 3>&-
wait $!
echo "status $?"
tail -n 1 x.xml
