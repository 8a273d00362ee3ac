# a goal is reached when its last evaluation carried out says nothing of what follows
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
end="<methode>m</methode>"
goals ""
goals "<evaluatie doelen='d' gepland='2026-10-01'>$end</evaluatie>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-01'>$end</evaluatie>"
goals "<evaluatie doelen='d e' uitgevoerd='2026-11-24'>$end<vervolg> </vervolg></evaluatie>"
goals "<evaluatie doelen='d' uitgevoerd='2026-11-25'>$end</evaluatie>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-01'>$end<vervolg>Nog even.</vervolg></evaluatie>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-02'>$end</evaluatie><evaluatie doelen='d' uitgevoerd='2026-10-01'>$end<vervolg>Nog even.</vervolg></evaluatie>"
goals "<evaluatie doelen='d' uitgevoerd='2026-10-01'>$end</evaluatie><evaluatie doelen='d' uitgevoerd='2026-10-01'>$end<vervolg>Nog even.</vervolg></evaluatie>"
