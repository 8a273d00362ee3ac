# what libxml2 says of namespaces, xml:id and the first line has words of ours, in both languages
number=0
while IFS= read -r line; do
    number=$((number + 1))
    printf '<casus versie="1" fase="intake" start="2026-09-01">\n%s</casus>' "$line" >$number.xml
    hgw-check -f text $number.xml | sed '/^$/,$d; /|/d'
    hgw-check --lang=en -f text $number.xml | sed '1d; /^$/,$d; /|/d'
done <<'LINES'
<overzicht xmlns="%%%"/>
<overzicht xmlns:x=""/>
<overzicht xmlns:xml="y"/>
<overzicht xmlns:xmlns="y"/>
<overzicht xmlns="http://www.w3.org/XML/1998/namespace"/>
<overzicht xmlns:x="u" xmlns:y="u" x:a="1" y:a="2"/>
<?vul-in:x?>
<overzicht xml:id="1 2"/>
<overzicht xml:id="a"/><uitzicht xml:id="a"/>
LINES
printf '<?xml ' >first.xml
hgw-check -f gcc first.xml
