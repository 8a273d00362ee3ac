# leerling (for the pupil) of noor: a complete case
hgw-render --date=2026-11-24 -r leerling "$TOP/tests/cases/noor.hgw.xml"
