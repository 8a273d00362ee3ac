# a document that shows and names every style of a report, to adapt: it stands alone, and needs no case
hgw-render --print-reference-doc -o huisstijl.odt
unzip -Z1 huisstijl.odt
# every style that the writer names is there, but the sixth heading, which a text with a title has not
unzip -p huisstijl.odt content.xml | grep -o 'text:style-name="[^"]*"' | sort -u >shown
grep -ho '"[A-Z][A-Za-z]*\(_20_[A-Za-z0-9]*\)*"' "$TOP"/src/document/odt_content*.c | sort -u |
    grep -v 'Heading_20_6\|"Begin"\|"Afbeelding"' | sed 's/^/text:style-name=/' | comm -23 - shown
# and named in its text
unzip -p huisstijl.odt content.xml | sed 's/<[^>]*>/ /g' | tr -s ' \n' ' ' >said
sed -n 's/.*style:display-name="\([^"]*\)".*/\1/p' "$TOP"/templates/odt/styles.xml | sort -u |
    while read -r name; do grep -q "$name" said || echo "not named: $name"; done
hgw-render --print-reference-doc -o huisstijl.odt || echo $?
hgw-render --print-reference-doc -o een.odt "$TOP"/examples/mila.hgw.xml || echo $?
hgw-render --print-reference-doc -r ouders -o een.odt || echo $?
hgw-render --print-reference-doc -o een.md -t md || echo $?
hgw-render --print-reference-doc | head -c 2
