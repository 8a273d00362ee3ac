# a name after -o that promises another kind of document is refused; --to says it is meant
hgw-render --date=2026-11-24 -o uit.pdf "$HERE/kaal.hgw.xml"
status=$?
ls
hgw-render --date=2026-11-24 -o uit.DOCX "$HERE/kaal.hgw.xml"
hgw-render --date=2026-11-24 -t md -o uit.doc "$HERE/kaal.hgw.xml" && head -n 1 uit.doc
hgw-render --date=2026-11-24 -o uit.HTML "$HERE/kaal.hgw.xml" && head -c 15 uit.HTML
exit $status
