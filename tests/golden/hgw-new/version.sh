# --version names the program, its libraries, and the team's settings when there are any
unset XDG_CONFIG_HOME
# libzip only of the program that has need of it; with the sanitizers all of them link it.
version() { "$@" --version | sed "s/, libzip [0-9.]*//; s/ [0-9][0-9.]*\( [0-9-]*\)\{0,1\}\(,\|$\)/ N\2/g; s|$PWD|.|; s|$HOME|~|"; }
version hgw-new
mkdir -p "$HOME/.config/hgw" eigen/hgw
echo "onzin" >"$HOME/.config/hgw/instellingen"
version hgw-check
echo "lang en" >eigen/hgw/instellingen
XDG_CONFIG_HOME=$PWD/eigen version hgw-render
hgw-render --version | grep -o "libzip "
