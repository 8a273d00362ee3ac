# thousands of invloeden, als-dan or parents who refuse are checked in seconds
# not-under: debug san
# shellcheck disable=SC3045 # dash and bash both have it
ulimit -t 5
people='<casus versie="1" fase="strategie" start="2026-09-01"><betrokkenen><leerling id="k"><naam>Kim</naam></leerling>'
{
    echo "$people</betrokkenen><inzicht><wisselwerking afstemming=\"mismatch\">"
    seq 17000 | sed 's|.*|<invloed van="k" naar="m&">x</invloed>|'
    echo '</wisselwerking></inzicht></casus>'
} | sed 's|</betrokkenen>|<betrokkene id="m" rol="ouder"><naam>An</naam></betrokkene>&|; s|"m[0-9]*"|"m"|' >invloed.hgw.xml
{
    echo "$people</betrokkenen><strategie><onderzoeksvraag><vraag>Wat?</vraag>"
    seq 11000 | sed 's|.*|<als-dan><als>Als &</als><dan>Dan lezen we.</dan></als-dan>|'
    echo '</onderzoeksvraag></strategie></casus>'
} >als-dan.hgw.xml
{
    echo "$people"
    seq 10000 | sed 's|.*|<betrokkene id="o&" rol="ouder"><naam>An</naam></betrokkene>|'
    echo '</betrokkenen><toestemmingen>'
    seq 10000 | sed 's|.*|<toestemming van="o&" voor="opstart" status="geweigerd" datum="2026-09-02"/>|; s|o1" voor="opstart" status="geweigerd|o1" voor="opstart" status="gegeven|'
    echo '</toestemmingen></casus>'
} >ouders.hgw.xml
for file in invloed als-dan ouders; do
    hgw-check --date=2026-11-24 $file.hgw.xml | tail -n 1
done
