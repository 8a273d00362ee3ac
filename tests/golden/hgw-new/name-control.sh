# a name with a line end is refused
hgw-new --date=2026-11-24 --name "No
or"
