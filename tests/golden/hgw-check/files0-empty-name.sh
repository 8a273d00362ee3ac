# an empty name in the list
printf 'a\0\0b\0' | hgw-check --files0-from=-
