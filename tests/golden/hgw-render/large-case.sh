# a case of 5,000 goals is no template that does too much
# not-under: debug san
{
    sed '/<uitzicht/,$d' "$HERE/lowie.hgw.xml"
    echo '<uitzicht>'
    seq 5000 | sed 's|.*|<doel id="g&" termijn="kort"><tekst>Lowie leest &amp; tekent **goed**.</tekst></doel>|; s|leest .amp;|leest en|'
    echo '</uitzicht></casus>'
} >groot.hgw.xml
hgw-render --date=2026-11-24 groot.hgw.xml | grep -c 'Lowie leest'
