# a file name that is not UTF-8 still gives good JSON and SARIF
n=$(printf "c\351.xml")
echo "<casus" >"$n"
hgw-check -f json "$n" | jq -r .file
hgw-check -f sarif "$n" | jq -r ".runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri"
