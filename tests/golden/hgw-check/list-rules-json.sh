# the rules with all there is to know
hgw-check --list-rules -f json -i HGW101 -x HGW0 | jq .
