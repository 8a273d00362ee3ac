# the skeleton of the phase advies
hgw-new --date=2026-11-24 -p advies
