# a report written as Markdown and made a page is the page of that report
for case in mila robbe; do
    for report in verslag ouders leerling overleg school; do
        set -- --date=2026-11-24 --without-consent --report=$report
        hgw-render "$@" -t html "$TOP/examples/$case.hgw.xml" 2>/dev/null | sed -n '/<main>/,/<.main>/p' >one
        hgw-render "$@" -t md "$TOP/examples/$case.hgw.xml" >t.md 2>/dev/null
        hgw-render --date=2026-11-24 --from=markdown -t html t.md 2>/dev/null | sed -n '/<main>/,/<.main>/p' >two
        cmp one two && wc -l <one
    done
done | awk '$1 > 20 { good++ } END { print good, "reports" }'
