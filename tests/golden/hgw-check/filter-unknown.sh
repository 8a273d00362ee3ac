# a code that no rule has, to show or to leave out
hgw-check -i HGW1,HGW999 x.xml
echo "status $?"
hgw-check -x HGW1,HGW999 x.xml
