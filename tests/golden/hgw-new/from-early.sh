# goals come along to a phase that has no goals of its own yet, and nothing else of that section
hgw-new --date=2026-11-24 --from "$HERE/earlier.hgw.xml" | sed -n "/<overzicht/,\$p"
