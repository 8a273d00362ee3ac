# a name that is not UTF-8 is refused
hgw-new --date=2026-11-24 --name "$(printf "Zo\\353")"
