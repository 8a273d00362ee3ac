# a date of birth may be today
hgw-new --date=2026-11-24 --born 2026-11-24 --bare | grep -c "geboortedatum=.2026-11-24"
