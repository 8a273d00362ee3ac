# the rules of a phase
hgw-check --list-rules -p vraagverheldering -x HGW0,HGW7
