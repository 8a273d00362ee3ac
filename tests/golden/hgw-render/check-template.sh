# all that is wrong with a template, at once
cat >fout.md <<"END"
{{! doelgroep: intern }}
{{#uitzicht/dool}}
{{hgw:datm(@streefdatum)}} {{cont(doel)}} {{concat(tekst)}}
{{/uitzicht}}
{{doel[}} {{> nergens}} {{$x}} {{
END
hgw-render --check-template --template=fout.md
# three braces are closed by three
printf '{{! doelgroep: intern }}\n{{{uitzicht/doel/tekst}}\n' >drie.md
hgw-render --check-template --template=drie.md
