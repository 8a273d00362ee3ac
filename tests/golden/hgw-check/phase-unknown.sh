# a phase that does not exist
hgw-check -p slapen x.xml
