# a phase in a template that does not exist is named, with its line
mkdir -p d/templates/new
printf "<casus>\n  <?vanaf pauze?>\n  <betrokkenen/>\n</casus>\n" >d/templates/new/casus.xml
hgw-new --date=2026-11-24 --data-dir d
