# a template that does not say for whom it is, is refused unless --for says it
printf "{{betrokkenen/leerling/naam}}\n" >eigen.md
hgw-render --template=eigen.md "$HERE/lowie.hgw.xml"
status=$?
hgw-render --template=eigen.md --for=intern "$HERE/lowie.hgw.xml"
exit $status
