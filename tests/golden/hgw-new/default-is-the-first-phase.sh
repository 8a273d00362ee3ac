# without -p a case starts at the first phase
hgw-new --date=2026-11-24 | grep "<casus"
