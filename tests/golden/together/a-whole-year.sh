# the years in examples/jaar: each command of a page is run and what was typed is typed, on the days of the page; after each day what the check and the agenda say, which reports cannot be made, the meeting of the sheet with what was decided, how the parents' report orders goals and choices, and the dates that the pupil reads; at the end stands the case of the example
# needs: patch
# not-under: debug san
on() { # DATE COMMAND...
    SOURCE_DATE_EPOCH=$(date --utc --date="$1 12:00" +%s) sh -c "$2" </dev/null
}
look() { # DATE
    on "$1" "hgw-check -f gcc $name.hgw.xml" | sed 's/^[^:]*:[0-9]*:[0-9]*: //; s/ ([^)]*…)//g'
    on "$1" "hgw-agenda -t tsv --until=2026-06-30 $name.hgw.xml" | cut -f 1-2,4 | sed 's/^/agenda: /'
    for report in verslag ouders leerling school overleg voorbereiding; do
        on "$1" "hgw-render -r $report $name.hgw.xml" >"$name-$report.md" 2>said || echo "no $report: $(cat said)"
    done
    sed -n '/^- Wanneer/p; /^|.* x /p' "$name-overleg.md"
    sed -n '/^## De doelen/,/^## Wat /s/^###/ouders:/p; s/^### \(Hier kozen\|Dit doen\)/ouders: \1/p; s/^## Wat moeilijk/ouders: &/p' "$name-ouders.md"
    sed -n 's/^### Dit sl.*/school: &/p' "$name-school.md"
    sed -n '/^## Wanneer/,/^## [^W]/s/^-/leerling:/p' "$name-leerling.md"
}
for page in "$TOP"/examples/jaar/*.md; do
    name=$(basename "$page" .md)
    rm -f step.*
    awk '/^## / { day = $2 } /^```$/ { kind = ""; next }
        /^```/ { kind = substr($0, 4); step = sprintf("step.%03d.%s", ++n, kind); print day >(step ".day"); next }
        kind { print >step }' "$page"
    before=
    for step in step.*[fh]; do
        day=$(cat "$step.day")
        if [ "$day" != "$before" ]; then
            [ -z "$before" ] || look "$before"
            echo "== $name, $day"
            before=$day
        fi
        case $step in
        *.diff) patch --silent "$name.hgw.xml" "$step" ;;
        *) while IFS= read -r command; do on "$day" "$command" >said 2>&1 || grep HGW said; done <"$step" ;;
        esac
    done
    look "$before"
    cmp "$name.hgw.xml" "$TOP/examples/jaar/$name.hgw.xml"
done
