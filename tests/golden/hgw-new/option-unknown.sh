# an unknown option is named
hgw-new --naam=x
