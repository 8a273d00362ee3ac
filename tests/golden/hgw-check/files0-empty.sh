# a list without a file: nothing was checked, and that is an error, in every format
for format in text gcc json sarif md quiet; do
    printf '' | hgw-check -f $format --files0-from=-
    echo "$format: status $?"
done
printf '' | xargs hgw-check -f quiet
echo "xargs without a name: status $?"
hgw-check -f gcc </dev/null
echo "an empty standard input: status $?"
hgw-render --from=markdown -t html </dev/null
echo "an empty report: status $?"
