# settings that are wrong: the file, line and column, and what is meant; --help and --version still answer
mkdir hgw
export XDG_CONFIG_HOME="$PWD"
wrong() { # TEXT
    printf "%b" "$1" >hgw/instellingen
    hgw-agenda "$TOP/examples/mila.hgw.xml" 2>&1 >/dev/null | sed "s|$PWD|.|"
}
wrong 'lang en\n\n  exlude HGW1\n'
wrong '# één\n\tauthor\n'
wrong 'lang de'
wrong 'without-consent\n'
wrong 'force=yes\n'
wrong '--\n'
wrong 'h\0303\0251\0303\0251l\0033 x\n'
wrong 'author Zo\0353\n'
wrong 'author A\0000B\n'
hgw-new --help | head -n 1
hgw-new --version | head -n 1 | cut -d ' ' -f 1
rm hgw/instellingen
mkdir hgw/instellingen
hgw-check "$TOP/examples/mila.hgw.xml" 2>&1 >/dev/null | sed "s|$PWD|.|"
echo "fail-on error" >goed
rmdir hgw/instellingen
ln -s ../goed hgw/instellingen
hgw-check -f quiet "$TOP/examples/mila.hgw.xml" && echo good
: >hgw/leeg
ln -sf leeg hgw/instellingen
hgw-check -f quiet "$TOP/examples/mila.hgw.xml" && echo good
