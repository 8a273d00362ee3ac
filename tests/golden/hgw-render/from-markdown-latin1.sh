# an editor saved the report in another encoding: it says so, with the line
printf "# Kop\n\nco\366rdinator\n" >noor.md
hgw-render --date=2026-11-24 --from=markdown -t html noor.md | sed -n "/<main/,/<\/main/p"
