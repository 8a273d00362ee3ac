# an empty name is refused
hgw-new --date=2026-11-24 --name ""
