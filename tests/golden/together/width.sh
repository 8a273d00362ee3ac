# the help and the lists are no wider than the terminal; where there is none, the help has 80 columns or COLUMNS
on() { # WIDTH COMMAND: on a terminal of that width
    script -qec "stty cols $1; $2" /dev/null </dev/null | tr -d '\r'
}
fits() { # WIDTH
    widest=$(LC_ALL=C.UTF-8 wc -L)
    [ "$widest" -gt 30 ] && [ "$widest" -le "$1" ] || echo "a line has $widest of $1 columns"
}
for width in 120 80 60; do
    for command in 'hgw-new --help' 'hgw-render --list-reports' 'hgw-check --list-rules -i HGW12'; do
        echo "--- $width: $command"
        on $width "$command"
    done
    for lang in nl en; do
        for command in new check render agenda lsp; do
            command="hgw-$command --lang=$lang --help"
            on $width "$command" | fits $width
            COLUMNS=$width $command | fits $width
        done
        on $width "hgw-check --lang=$lang --list-rules" | fits $width
        on $width "hgw-new --lang=$lang --list" | fits $width
    done
done
echo "--- 60: hgw-new --list"
on 60 'hgw-new --list' | sed -n '6,12p'
for width in 80 60; do
    COLUMNS=$width hgw-new --help >"help-$width"
    on $width 'hgw-new --help' | cmp - "help-$width"
done
hgw-new --help | cmp - help-80
COLUMNS=x hgw-new --help | cmp - help-80
