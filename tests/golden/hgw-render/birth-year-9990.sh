# a pupil born in 9990 does not decide: a refusal counts for nobody, in a report as in a check
sed -e 's/geboortedatum="[^"]*"/geboortedatum="9990-01-01"/' \
    -e 's/ontvanger="ouders" status="gegeven"/ontvanger="ouders" status="geweigerd"/' "$TOP/examples/mila.hgw.xml" >x.xml
hgw-render --date=2026-11-24 -r ouders x.xml | head -n 1
hgw-check --date=2026-11-24 -f gcc x.xml | grep -c HGW720
sed 's/9990-01-01/2010-01-01/' x.xml >y.xml
hgw-render --date=2026-11-24 -r ouders y.xml
hgw-check --date=2026-11-24 -f gcc y.xml | grep -c HGW720
