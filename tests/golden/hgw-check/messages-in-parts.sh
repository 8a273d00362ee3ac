# messages that are put together: several people, first words that are cut off, one half of a pair
cd "$TOP/tests/rules" || exit
hgw-check -f gcc -i HGW114,HGW121,HGW122,HGW124,HGW211,HGW608 HGW114/trigger*.xml HGW121/trigger*.xml \
    HGW122/trigger*.xml HGW124/trigger*.xml HGW211/trigger*.xml HGW608/trigger*.xml
