# an earlier case that is not valid is refused with its findings, and nothing is written
printf "<casus versie=\"1\" fase=\"evaluatie\" start=\"2026-01-12\">\n <betrokkenen/>\n <doelen/>\n</casus>\n" >old.xml
hgw-new --date=2026-11-24 --from old.xml -o new.xml
echo "status $?"
ls
