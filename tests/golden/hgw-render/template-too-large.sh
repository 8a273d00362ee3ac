# ten megabytes are no template, and neither is what is not UTF-8
head -c 10000000 /dev/zero | tr "\0" x >groot.md
hgw-render --for=intern --template=groot.md "$HERE/kaal.hgw.xml"
printf "{{! doelgroep: intern }}\ncaf\351" >latin1.md
hgw-render --template=latin1.md "$HERE/kaal.hgw.xml"
