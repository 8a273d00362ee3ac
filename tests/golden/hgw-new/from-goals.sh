# a goal goes along until an evaluation calls it reached, or stops it
goals() {
    echo "$1"
    cat >old.xml <<END
<casus versie="1" fase="evaluatie" start="2026-01-12">
  <betrokkenen><leerling id="l"><naam>Lena</naam></leerling></betrokkenen>
  <uitzicht>
    <doel id="d" termijn="kort"><tekst>D</tekst></doel>
    <doel id="e" termijn="kort"><tekst>E</tekst></doel>
  </uitzicht>
  <advies>$1</advies>
</casus>
END
    hgw-new --date=2026-11-24 --bare --from old.xml | sed -n 's/.*<doel id="\([^"]*\)".*/\1/p' | tr '\n' ' '
    echo
}
goals ""
goals "<evaluatie doelen='d' gepland='2026-10-01'/>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-01'/>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-01' besluit='verder'/>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-01' besluit='anders'/>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-01' besluit='stoppen'/>"
goals "<evaluatie doelen='d e' uitgevoerd='2026-10-01' besluit='bereikt'><vervolg>Zo blijven doen.</vervolg></evaluatie>"
goals "<evaluatie doelen='e' uitgevoerd='2026-10-01' besluit='bereikt'/><evaluatie doelen='d' uitgevoerd='2026-11-01' besluit='verder'/>"
