# --bare leaves out every comment and keeps every place to fill
hgw-new --date=2026-11-24 -p advies --bare
