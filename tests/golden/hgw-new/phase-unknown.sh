# a phase that does not exist
hgw-new -p advie
