# a file that may not grow that far is refused, and nothing of it stays
(
    ulimit -f 1
    hgw-render --date=2026-11-24 -t odt -o groot.odt "$HERE/kaal.hgw.xml"
)
status=$?
ls
exit $status
