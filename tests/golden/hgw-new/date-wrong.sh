# a wrong --date
hgw-new --date=24-11-2026
