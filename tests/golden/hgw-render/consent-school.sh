# consent: without a valid one for the school the report is not made
cd "$HERE" && hgw-render --date=2026-11-24 -r school kaal.hgw.xml
