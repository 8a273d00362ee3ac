# --in-place without --next or --add
hgw-new --in-place
