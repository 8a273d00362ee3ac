# a date that is none is complained of, with its place; what is not valid besides is the business of hgw-check
sed 's/gepland="2026-12-18"/gepland="2026-02-30"/; s/<advies /<advies nieuw="ja" /; s/tot="2026-12-18"/tot="18 december"/' "$TOP/examples/mila.hgw.xml" >mila.hgw.xml
hgw-agenda -d 2026-12-20 --until=2026-12-31 mila.hgw.xml
