# partials that call each other outside any section never end; inside one the case decides
mkdir -p data/hgw/templates/partials
cd data/hgw/templates/partials || exit 2
printf 'x\n  {{> twee}}\n' >een.md
printf '{{#doel}}{{> twee}}{{/}}\n{{> een}} {{> een}}\n' >twee.md
printf '{{#*}}{{> boom}}{{/}}' >boom.md
printf '{{> zelf}}' >zelf.md
cd "$OLDPWD" || exit 2
printf '{{! doelgroep: intern }}{{> boom}}{{#uitzicht}}{{> een}}{{/}}{{> zelf}}\n' >eigen.md
XDG_DATA_HOME=$PWD/data hgw-render --check-template --template=eigen.md >uit
status=$?
sed "s|$PWD/||" uit
exit $status
