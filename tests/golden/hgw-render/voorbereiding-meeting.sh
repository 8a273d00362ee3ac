# the page of the evening before: the meeting, who needs an interpreter, with whom not to share and why, what a consent says
cat >a.hgw.xml <<'END_CASE'
<casus versie="1" fase="intake" start="2026-09-01">
  <betrokkenen><leerling id="a" geboortedatum="2018-05-01"><naam>Amir</naam></leerling>
    <betrokkene id="v" rol="ouder" tolk="ja" thuistaal="Dari"><naam>Hamid</naam></betrokkene>
    <betrokkene id="m" rol="ouder" tolk="ja"><naam>Laila</naam></betrokkene>
    <betrokkene id="j" rol="leerkracht"><naam>juf Els</naam></betrokkene>
    <betrokkene id="z" rol="zorgcoordinator"><naam>Tine</naam></betrokkene>
    <betrokkene id="t" rol="tolk"><naam>meneer Noori</naam></betrokkene>
    <betrokkene id="c" rol="clb"><naam>Fien</naam></betrokkene></betrokkenen>
  <toestemmingen>
    <toestemming van="m" voor="delen" ontvanger="school" status="gegeven" datum="2026-09-01">Alles.</toestemming>
    <toestemming van="m" voor="delen" ontvanger="j" status="geweigerd" datum="2026-09-02">Eerst zelf met de juf praten.</toestemming>
    <toestemming van="m" voor="opvragen" status="gegeven" datum="2026-09-02">Bij de dokter.</toestemming></toestemmingen>
  <overleggen>
    <overleg datum="2026-11-30" soort="terugkoppeling" deelnemers="a v m j z c"><bedoeling>Vertellen wat we weten.</bedoeling>
      <afwezig wie="v">Werkt die dag.</afwezig></overleg>
    <overleg datum="2026-11-20" soort="intake" deelnemers="m t c"/></overleggen>
  <vraagverheldering>
    <zorg van="v m">Amir slaapt weinig.</zorg><verwachting van="j">Dat Amir vrienden maakt.</verwachting>
    <oplossing van="a">Een nachtlamp.</oplossing><verklaring van="m">Hij is bang.</verklaring></vraagverheldering>
  <strategie><onderzoeksvraag keuze="onderzoeken"><vraag>Slaapt Amir met een lamp?</vraag></onderzoeksvraag></strategie>
</casus>
END_CASE
show() { # TITLE SED SED-OF-THE-PAGE
    echo "--- $1"
    sed "$2" a.hgw.xml >x.hgw.xml
    hgw-render --date=2026-11-24 -r voorbereiding x.hgw.xml | sed -n "$3" | grep -v '^$'
}
show "the whole page but for what the check found" '' '/^### [0-9]/,/^## /{/^## /!d;}; p'
meeting='/^## Het overleg/,/^## De/{/^## De/!p;}'
show "none is coming: the last one" 's/2026-11-30/2026-11-10/' "$meeting"
show "a note of today is no meeting" '/soort="intake"/s|<overleg .*/>|<notitie datum="2026-11-24">Gebeld.</notitie>|' "$meeting"
show "nothing was said about sharing" '/voor="delen"/d' "$meeting"
show "a pupil who decides, and said nothing" 's/2018-05-01/2012-05-01/' "$meeting"
show "no meeting at all" '/<overleggen/,/<\/overleggen>/d' '/^## /p'
show "nothing is open: no strategy in intake" 's|</vraag></onder|</vraag><antwoord>Ja.</antwoord></onder|' '/^## /p'
show "but in fase strategie there is" 's/"intake" start/"strategie" start/; s|</vraag></onder|</vraag><antwoord>Ja.</antwoord></onder|' '/^## /p'
