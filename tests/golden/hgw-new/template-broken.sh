# a template that is not well-formed is named, with the place
mkdir -p d/templates/new
printf "<casus>\n  <betrokkenen>\n</casus>\n" >d/templates/new/casus.xml
hgw-new --date=2026-11-24 --data-dir d
