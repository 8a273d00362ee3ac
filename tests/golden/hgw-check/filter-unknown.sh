# a code that no rule has
hgw-check -i HGW1,HGW999 x.xml
