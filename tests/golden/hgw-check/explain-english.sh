# the same in English, the code in small letters
hgw-check --lang=en --explain hgw121
