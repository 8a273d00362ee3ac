# the skeleton of the phase evaluatie
hgw-new --date=2026-11-24 -p evaluatie
