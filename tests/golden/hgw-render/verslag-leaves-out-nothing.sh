# needs: xmllint
# the file of CLB holds every text of a case but those for the pupil (its full stop may come later), and every day and every value in words
for case in "$TOP"/tests/cases/*.hgw.xml "$TOP"/examples/*.hgw.xml "$HERE"/*.hgw.xml; do
    hgw-render --date=2026-11-24 "$case" | tr -d '\134' | tr -s ' \n' '  ' >report
    xmllint --xpath '//*[not(*)][normalize-space()][not(self::voor-leerling)]' "$case" | tr -s ' \n' '  ' |
        sed 's/<[^>]*>/\n/g; s/&amp;/\&/g; s/&lt;/</g; s/&gt;/>/g' | sed 's/^ *//; s/\.* *$//' | grep . | sort -u >texts
    [ "$(wc -l <texts)" -gt 2 ] || echo "no texts: ${case##*/}"
    while IFS= read -r text; do
        grep -qF -- "$text" report || echo "${case##*/}: $text"
    done <texts
    xmllint --xpath '//voor-leerling' "$case" 2>/dev/null | sed 's/<[^>]*>/\n/g' | grep . | while IFS= read -r text; do
        ! grep -qF -- "$text" report || echo "${case##*/}: for the pupil: $text"
    done
done
