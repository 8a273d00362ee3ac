# what the pupil asks in a new case stands in the report for the pupil, and nowhere outside until that is asked
hgw-new --date=2026-11-24 --name=Lotte |
    sed 's/<?vul-in wat de leerling zelf graag anders wil[^?]*?>/Mag ik mijn verhaal vertellen?/' >lotte.hgw.xml
for report in leerling ouders school; do
    printf '%s: ' "$report"
    hgw-render --date=2026-11-24 --without-consent -r "$report" lotte.hgw.xml 2>&1 | grep -c 'Mag ik mijn verhaal vertellen?'
done
exit 0
