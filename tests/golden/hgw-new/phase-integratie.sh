# the skeleton of the phase integratie
hgw-new --date=2026-11-24 -p integratie
