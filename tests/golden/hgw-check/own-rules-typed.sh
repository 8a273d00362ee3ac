# a rule that was changed by hand: what is not well-formed, or not known, is said in words for who typed it
# shellcheck disable=SC2016 # the dollars are of sed
cp "$TOP/examples/robbe.hgw.xml" .
hgw-check --copy-rule=HGW100 >regel.sch
try() { # SED-SCRIPT [LANGUAGE]
    sed "$1" regel.sch >eigen.sch
    hgw-check -f gcc -p strategie -i HGW100 -x HGW0 --lang="${2:-nl}" --rules=eigen.sch robbe.hgw.xml 2>&1 | grep -v HGW004
}
try 's/role="note"/role="waarschuwing"/'
try 's/role="note"/role=”warning”/'
try 's/role="note"/role=warning/'
try 's/vanaf="strategie"/vanaf="Strategie"/'
try 's/tot="onderzoek"/tot="onderzoeken"/' en
try 's|</assert>||'
try 's|</assert>||' en
try 's|geen doel.|geen doel \& geen plan.|'
try 's|geen doel.|geen doel < 3.|'
try 's|role="note"|role="note" role="warning"|'
try 's|xmlns:hgw="[^"]*"||'
try '$s|$|\nx|'
try '$s|$|\nx|' en
try '$d'
try '1,2s/.*/hallo/'
# what is forgotten and clear all the same
try '/<ns /d'
try 's/hgw:gevuld(/gevuld(/'
try 's/uitzicht\/doel/@uitzicht\/termijn/'
