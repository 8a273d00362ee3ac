# --reader must be in the file
cd "$HERE" && hgw-render -r ouders --reader=niemand lowie.hgw.xml
