# the skeleton of the phase onderzoek
hgw-new --date=2026-11-24 -p onderzoek
