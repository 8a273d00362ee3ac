# leerling (for the pupil) of noor: a complete case
# needs: cases
hgw-render --date=2026-11-24 -r leerling "$HGW_CASES/noor.hgw.xml"
