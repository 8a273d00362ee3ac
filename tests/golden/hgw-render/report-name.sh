# a report's name is letters, digits and hyphens, so that it stays in its folder; a file's name is made into one
mkdir -p in uit/mila-
cp "$TOP/examples/mila.hgw.xml" in/mila.hgw.xml
cp in/mila.hgw.xml "$(printf 'in/a\033[31m\342\200\256b\302\233c.hgw.xml')"
for name in /../../buiten "$(printf 'a\033[31m')" '' '..' 'a b' 'é' 'a_b' '<naam>'; do
    printf '{{! doelgroep: intern | rapport: %s }}\nx\n' "$name" >t.md
    hgw-render --template=t.md --output-dir=uit in/mila.hgw.xml
    echo "status $?"
done
hgw-render --template=t.md --check-template
printf '{{! doelgroep: intern }}\nx\n' >"mijn_verslag van 't jaar.md"
hgw-render --date=2026-11-24 --template="mijn_verslag van 't jaar.md" --output-dir=uit in/*
find . | LC_ALL=C sort | cat -v
