# --for asks consent for the audience that is added too
cd "$HERE" && hgw-render --date=2026-11-24 -r ouders --for=extern kaal.hgw.xml
