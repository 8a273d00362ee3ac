# a name of spaces is no name: the case would not be valid
hgw-new --date=2026-11-24 --name "  "
