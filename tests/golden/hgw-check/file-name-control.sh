# what a file name holds is no command for the terminal, in what goes wrong neither
n=$(printf 'a\nb\033[31m\302\233c\351')
hgw-check "$n" 2>&1
hgw-render "$n" 2>&1
hgw-new --from "$n" 2>&1
hgw-render --template="$n" 2>&1
printf '{{! rapport: x | doelgroep: intern }}{{#a}}' >"$n"
hgw-render --check-template --template="$n" 2>&1
hgw-check --lang="$n" 2>&1
