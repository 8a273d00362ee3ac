# --version names the program
hgw-new --version | sed "s/ [0-9.]*$/ N/"
