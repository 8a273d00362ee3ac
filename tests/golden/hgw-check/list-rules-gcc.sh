# rules cannot be listed as gcc
hgw-check --list-rules -f gcc
