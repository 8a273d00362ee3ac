# a shortened option that can be more than one is called that
hgw-check --l=note 2>&1
hgw-check --lang=en --phas 2>&1
hgw-check --lang=en --f 2>&1
