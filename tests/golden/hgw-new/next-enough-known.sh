# when the besluit says that enough is known, the next phase asks for no onderzoek
sed 's|fase="[a-z]*"|fase="strategie"|; /<onderzoeken/,/<\/onderzoeken>/d; s|<besluit informatie="onvoldoende"|<besluit informatie="voldoende"|' "$TOP/tests/cases/noor.hgw.xml" >enough.hgw.xml
hgw-new --next --bare enough.hgw.xml | diff enough.hgw.xml -
sed 's|<besluit informatie="voldoende"|<besluit informatie="onvoldoende"|' enough.hgw.xml | hgw-new --next --bare - | grep -c '<onderzoek '
