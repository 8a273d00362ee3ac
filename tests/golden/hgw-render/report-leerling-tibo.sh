# leerling (for the pupil) of tibo: a case in the strategy phase
hgw-render --date=2026-11-24 -r leerling "$TOP/tests/cases/tibo.hgw.xml"
