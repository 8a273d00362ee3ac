# leerling (for the pupil) of yara: a case that has just begun
hgw-render --date=2026-11-24 -r leerling "$TOP/tests/cases/yara.hgw.xml"
