# the check of a fresh skeleton is a to-do list: the places to fill, the consent and the positive aspect to come
hgw-new --date=2026-11-24 -p intake --name Robbe --born 2018-05-30 -o robbe.hgw.xml
hgw-check --date=2026-11-24 -f gcc robbe.hgw.xml | sed -n 's/.*[0-9]: \([a-z]*\): .*\[\(.*\)\]$/\1 \2/p' | sort | uniq -c
