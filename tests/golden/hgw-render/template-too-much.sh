# a template that repeats or searches too much ends soon, with one sentence
# not-under: debug san
try() {
    printf '{{! doelgroep: intern }}\n%s\n' "$1" >veel.md
    timeout 20 hgw-render --date=2026-11-24 --template=veel.md "$HERE/lowie.hgw.xml"
    echo $?
}
try '{{#//*}}{{#//*}}{{#//*}}{{#//*}}x{{/}}{{/}}{{/}}{{/}}'
try '{{#//*}}{{#//*}}{{hgw:naam(//*)}}{{/}}{{/}}'
try '{{#//*}}{{#//*}}{{{.}}}{{/}}{{/}}'
