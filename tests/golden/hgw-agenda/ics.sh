# a calendar as RFC 5545 has it, with the first name and the kind alone; its UIDs stay when the day of today changes
# needs: python3
cd "$TOP" || exit 2
work=$OLDPWD
hgw-agenda -d 2026-12-20 -t ics tests/cases/*.hgw.xml examples/*.hgw.xml >"$work/a.ics"
hgw-agenda -d 2026-12-19 -t ics tests/cases/*.hgw.xml examples/*.hgw.xml >"$work/b.ics"
sed -n 1,11p "$work/a.ics" | tr -d '\r'
sed 's|<naam>Mila</naam>|<naam>Énormémént-lång-náám-dát-gééft-véél-býtés-ïn-één-régél-énzövóórt,;\\n Peeters</naam>|' examples/mila.hgw.xml |
    hgw-agenda -d 2030-05-01 --from=2030-05-01 -t ics - >"$work/c.ics"
cd "$work" && python3 "$HERE/calendar.py" a.ics b.ics c.ics
grep -c UID a.ics
for file in a b; do grep UID $file.ics | sort >$file; done
diff a b && echo 'the same UIDs'
grep -E 'juf|Samen|hgw.xml|noor|Peeters' a.ics c.ics || echo 'nothing else is told'
