# in English
cd "$TOP" || exit 2
hgw-agenda --lang=en -d 2026-12-20 examples/mila.hgw.xml
hgw-agenda --lang=en --help
