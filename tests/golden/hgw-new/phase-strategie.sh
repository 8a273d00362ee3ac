# the skeleton of the phase strategie
hgw-new --date=2026-11-24 -p strategie
