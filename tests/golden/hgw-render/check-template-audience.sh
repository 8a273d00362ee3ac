# what is wrong with the first line does not hide the rest
cat >fout.md <<"END"
{{! doelgroep: intern oders }}
{{dool}}
END
hgw-render --check-template --template=fout.md
printf '{{dool}}\n' | tee geen.md | sed d
hgw-render --check-template --template=geen.md
hgw-render --check-template --template=geen.md --for=intern
