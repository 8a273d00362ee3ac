# ids of the earlier case stay, those of the skeleton give way; what is over or hidden stays so
hgw-new --date=2026-11-24 --bare --phase=evaluatie --from "$HERE/earlier.hgw.xml"
