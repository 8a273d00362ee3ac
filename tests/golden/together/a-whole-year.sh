# from the advice to the closing evaluation: at each date what the check asks about follow-through, what it says once that is done, and what the sheet of the table shows
cp "$TOP/examples/mila.hgw.xml" mila.hgw.xml
ask() { # DATE TITLE
    echo "== $1: $2"
    hgw-check --date="$1" -f gcc mila.hgw.xml | sed 's/^[^:]*:[0-9]*:[0-9]*: //; s/ ([^)]*…)//g'
}
table() { # DATE
    hgw-render --date="$1" -r overleg mila.hgw.xml 2>/dev/null | sed -n 's/^- \(Wanneer: \)/\1/p; s/^ *(\([^)]*gebeurd\)).*/ \1/p; /^| [DMOE]/p'
}
change() { # SED
    sed -i "$1" mila.hgw.xml
}
outcome() { change "s|\(<afspraak id=\"$1\"[^>]*\)>|\1 uitkomst=\"$2\"${3:+ toelichting=\"$3\"}>|"; }
evaluation() { change "s|^  </advies>|    <evaluatie $1>$2</evaluatie>\n&|"; }

ask 2026-11-24 "all runs"
ask 2027-01-27 "the evening before the evaluation"
outcome k-trap gebeurd
outcome k-lijst gebeurd
outcome k-avond niet 'De spreekbeurt van januari viel weg.'
change '/<evaluatie doelen="d-lk"/s/>/ uitgevoerd="2026-12-18" besluit="bereikt">/'
ask 2027-01-27 "everything looked at"
table 2027-01-27
change '/<evaluatie doelen="d-klas d-thuis"/s/doelen="d-klas d-thuis" \(.*\)>/doelen="d-klas" \1 uitgevoerd="2027-01-28" besluit="verder">/'
evaluation 'doelen="d-thuis" uitgevoerd="2027-01-28" besluit="anders"' '<vervolg>Papa luistert, mama niet.</vervolg>'
ask 2027-01-29 "two goals go on, and no day is set"
evaluation 'doelen="d-klas d-thuis" gepland="2027-04-22"' '<methode>Samen met Mila haar agenda bekijken</methode>'
ask 2027-01-29 "a day is set"
table 2027-04-22
ask 2027-04-23 "the day after"
change '/gepland="2027-04-22"/{s/doelen="d-klas d-thuis"/doelen="d-klas"/; s|/*><methode>| uitgevoerd="2027-04-22" besluit="bereikt"><methode>|}'
evaluation 'doelen="d-thuis" uitgevoerd="2027-04-22" besluit="stoppen"' ''
ask 2027-04-23 "looked at"
ask 2027-06-28 "the long goal is past its date"
evaluation 'doelen="d-lang" uitgevoerd="2027-06-24" besluit="verder"' '<resultaat>In vier van de negen vakken.</resultaat><vervolg>Volgend jaar verder.</vervolg>'
ask 2027-06-28 "it goes on, next year"
change 's/\(<doel id="d-lang" .*streefdatum="\)2027-06-25/\12028-06-23/'
ask 2027-06-28 "with a new date"
echo "== the next year begins with"
hgw-new --date=2027-09-01 --from mila.hgw.xml | grep '<doel '
