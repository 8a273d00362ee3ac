# the dates of several cases: late ones first, the others by week
cd "$TOP" || exit 2
hgw-agenda -d 2026-12-20 tests/cases/*.hgw.xml examples/*.hgw.xml
