# --help
hgw-new --help
