# nothing was checked, and that is no silent success
printf '' | xargs hgw-check -f quiet
echo "xargs without a name: status $?"
hgw-check -f gcc </dev/null
echo "an empty standard input: status $?"
hgw-render --from=markdown -t html </dev/null
echo "an empty report: status $?"
