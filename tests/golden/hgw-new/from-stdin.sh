# --from - reads standard input
hgw-new --date=2026-11-24 --bare --from - <"$HERE/earlier.hgw.xml" | grep -c "<positief"
