# --reader must belong to the audience
cd "$HERE" && hgw-render -r ouders --reader=lk lowie.hgw.xml
