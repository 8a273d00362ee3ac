# a list and an operand do not go together
hgw-check --files0-from=x y.xml
