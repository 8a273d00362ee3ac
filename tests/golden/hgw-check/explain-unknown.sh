# a mistyped code gets a guess
hgw-check --explain HGW12l
