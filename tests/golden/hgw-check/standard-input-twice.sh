# standard input can be read once: a second - is refused before anything is checked
hgw-check --date=2026-11-24 - "$HERE/../hgw-render/kaal.hgw.xml" -
