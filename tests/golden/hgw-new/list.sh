# --list names the phases and their sections
hgw-new --list
