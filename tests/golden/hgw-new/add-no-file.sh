# --add without a case
hgw-new --add=doel
