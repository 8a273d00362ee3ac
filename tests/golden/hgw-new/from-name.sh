# --name and --born correct what is handed over
hgw-new --date=2026-11-24 --bare --name Zoë --born 2016-02-28 --from "$HERE/earlier.hgw.xml" | grep "<leerling"
