# each bad file ends with one clear sentence
: >leeg.xml
printf '<casus>\351</casus>' >latin1.xml
printf '<casus><a>' >afgekapt.xml
printf 'PK\003\004' >word.xml
printf '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><casus>&b;</casus>' >lachen.xml
i=0; while [ $i -lt 100 ]; do printf "<a>"; i=$((i + 1)); done >diep.xml
for f in leeg latin1 afgekapt word lachen diep; do hgw-check -f gcc $f.xml; echo "status $?"; done
