# A line full of joined emoji before the marked element is cut so that the caret stays under it.
hgw-check -d "$HGW_DATE" -i HGW005 "$HERE/gezin.hgw.xml" | sed "s|$HERE|.|"
