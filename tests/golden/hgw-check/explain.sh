# why the method asks it, with examples
hgw-check --explain HGW121
