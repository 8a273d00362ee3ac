# in which phases each rule holds: once it does it goes on to the last, but for those that are for the time before integratie
hgw-check --list-rules -f json -x HGW0 | jq -r '.code + ": " + (.phases | join(" "))'
