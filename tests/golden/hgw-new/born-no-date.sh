# a day that does not exist is refused
hgw-new --date=2026-11-24 --born 2017-02-29
