# what a team adds comes with ours; a file of a spreadsheet, with a BOM and CR LF, does too
mkdir -p "$HOME/.local/share/hgw"
printf '\357\273\277# van het team\r\n/casus/onderzoeken/onderzoek[not(resultaat)]\t@datum\tid(@uitvoerder)\tmiddel\tblijft\tonderzoek\tassessment\r\n\r\n' >"$HOME/.local/share/hgw/agenda.tsv"
sed 's|<resultaat>.*</resultaat>||' "$TOP/tests/cases/noor.hgw.xml" >noor.hgw.xml
hgw-agenda -d 2026-11-24 --until=2026-12-31 -t tsv noor.hgw.xml
