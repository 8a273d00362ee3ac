# a list that comes from standard input cannot name it
printf '%s\0' - | hgw-check --files0-from=-
