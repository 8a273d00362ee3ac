# 200 MB in one text node is refused
# not-under: debug san
{ printf "<casus>"; head -c 200000000 /dev/zero | tr "\0" x; printf "</casus>"; } >groot.xml
hgw-check -f gcc groot.xml
