# the page for the table says for whom it is, also when it is for fewer readers or for one
render() { hgw-render --date=2026-11-24 -r overleg "$@" "$HERE/lowie.hgw.xml" | grep -A1 '^Voor'; }
render
render --for=ouders
render --for=extern --without-consent
render --reader=mama
