# a date of birth after today is refused
hgw-new --date=2026-11-24 --born 2026-11-25
