# standard input cannot be replaced
hgw-new --next --in-place -
