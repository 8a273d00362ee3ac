# a file that cannot be read gives status 2, whatever is found in the next one
hgw-check -f gcc -i HGW5 weg.hgw.xml "$TOP/tests/rules/HGW501/trigger.hgw.xml" >out
echo "status $?"
sed "s|.*/tests/|tests/|" out
