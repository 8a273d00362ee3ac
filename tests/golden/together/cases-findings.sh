# the example cases beside the source tree give exactly the findings that stand beside them, in json, with columns
# needs: jq
for case in noor tibo yara; do
    hgw-check --date=2026-11-24 -f json "$TOP/tests/cases/$case.hgw.xml" |
        jq -r '.findings[] | [.code, .line, .level, .element] | @tsv' | sort >found
    sort "$TOP/tests/cases/$case.findings" >expected
    diff expected found && echo "$case: the same"
    hgw-check --date=2026-11-24 -f json "$TOP/tests/cases/$case.hgw.xml" | jq '[.findings[].column] | all(. >= 1)'
done
