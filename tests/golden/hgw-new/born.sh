# the date of birth becomes an attribute
hgw-new --date=2026-11-24 --bare --born 2017-03-14 | grep "<leerling"
