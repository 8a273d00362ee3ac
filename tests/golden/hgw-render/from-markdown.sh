# a report edited by hand gets another form
printf "# Kop\n\n| a | b |\n| - | - |\n| 1 | <b>2</b> |\n" >noor.md
hgw-render --date=2026-11-24 --from=markdown -t html noor.md | sed -n "/<main/,/<\/main/p"
hgw-render --date=2026-11-24 --from=markdown -o noor.odt noor.md && unzip -l noor.odt | grep -c xml
