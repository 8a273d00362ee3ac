# a full disk
hgw-new --date=2026-11-24 >/dev/full
