# the skeleton of the phase intake
hgw-new --date=2026-11-24 -p intake
