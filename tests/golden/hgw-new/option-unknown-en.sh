# an unknown option, in English
hgw-new --lang=en --naam=x
