# the skeleton of the phase vraagverheldering
hgw-new --date=2026-11-24 -p vraagverheldering
