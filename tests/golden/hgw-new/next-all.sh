# from phase to phase a case becomes what hgw-new writes for the last one, apart from empty lines and order
hgw-new --date=2026-11-24 -o x.xml
for _ in 1 2 3 4 5 6; do hgw-new --next --in-place x.xml; done
grep . x.xml | sort >made
hgw-new --date=2026-11-24 -p evaluatie | grep . | sort | diff - made
