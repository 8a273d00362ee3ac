# in English
cd "$TOP" || exit 2
hgw-agenda --lang=en --until=2030-12-31 -d 2026-12-20 examples/mila.hgw.xml
hgw-agenda --lang=en --help
