# an earlier case that is not there
hgw-new --date=2026-11-24 --from nergens.xml
