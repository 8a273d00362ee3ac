# Bytes that do not belong to the declared encoding: one finding, and nothing that the XML library prints.
printf '<?xml version="1.0" encoding="EUC-JP"?><casus>\342\200\236kt\233\216</casus>' | hgw-check -f gcc
printf '<?xml version="1.0" encoding="EUC-JP"?><schema>\342\200\236kt\233\216</schema>' >eigen.sch
hgw-check --rules=eigen.sch "$TOP/examples/mila.hgw.xml"
