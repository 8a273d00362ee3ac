# code that holds a fence keeps its empty lines and swallows nothing; two blanks at the end of a line stay a break
cat >t.md <<END
{{! rapport: t | doelgroep: intern }}
**Leerling**: {{betrokkenen/leerling/naam}}  
**Klas**: {{betrokkenen/leerling/@klas}}  


- {{{overzicht/positief}}}


**Einde**
END
cat >x.xml <<END
<casus versie="1" fase="intake" start="2026-09-01">
  <betrokkenen><leerling id="noor" klas="3B"><naam>Noor</naam></leerling></betrokkenen>
  <overzicht><positief bouwsteen="leerling">
    Ze schreef:

    \`\`\`\`
    \`\`\`
    een


    twee
    \`\`\`\`
  </positief></overzicht>
</casus>
END
hgw-render --template=t.md x.xml
hgw-render --template=t.md -t html x.xml | sed -n '/<main>/,/<.main>/p'
