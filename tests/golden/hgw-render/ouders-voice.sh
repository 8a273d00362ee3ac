# whose words are u's: of everybody who reads it, of one of them, with --reader of that person alone
cat >bo.hgw.xml <<'END_CASE'
<casus versie="1" fase="intake" start="2026-09-01">
  <betrokkenen zichtbaar="ouders"><leerling id="b" geboortedatum="2018-05-01"><naam>Bo</naam></leerling>
    <betrokkene id="m" rol="ouder" tolk="ja" thuistaal="Dari"><naam>Laila</naam></betrokkene>
    <betrokkene id="v" rol="ouder"><naam>Hamid</naam></betrokkene>
    <betrokkene id="x" rol="ouder" betrokken="nee"><naam>Rik</naam></betrokkene>
    <betrokkene id="j" rol="leerkracht"><naam>juf Els</naam></betrokkene>
    <betrokkene id="z" rol="zorgcoordinator"><naam>Tine</naam></betrokkene></betrokkenen>
  <toestemmingen><toestemming van="m" voor="delen" ontvanger="x" status="gegeven" datum="2026-09-01"/></toestemmingen>
  <vraagverheldering zichtbaar="ouders">
    <hulpvraag van="m v"><vraag>Samen gevraagd?</vraag><antwoord>Samen beantwoord.</antwoord></hulpvraag>
    <hulpvraag van="m"><vraag>Door Laila gevraagd?</vraag><antwoord>Aan Laila beantwoord.</antwoord></hulpvraag>
    <hulpvraag van="j z"><vraag>Door twee gevraagd?</vraag></hulpvraag>
    <verwachting van="v">Wat Hamid hoopt.</verwachting>
    <verwachting van="j z">Wat twee hopen.</verwachting>
    <zorg van="m" zichtbaar="ouders">Wat Laila zorgen geeft.</zorg>
    <zorg van="j z" zichtbaar="ouders">Wat twee zorgen geeft.</zorg>
    <oplossing van="v m">Wat samen kan helpen.</oplossing>
    <oplossing van="j">Wat de juf denkt.</oplossing>
    <oplossing van="j z">Wat twee denken.</oplossing>
    <verwachting van="x">Wat Rik hoopt.</verwachting>
  </vraagverheldering>
  <uitzicht zichtbaar="ouders">
    <ondersteuningsbehoefte van="j">Wat de juf nodig heeft.</ondersteuningsbehoefte>
    <ondersteuningsbehoefte van="m" zichtbaar="ouders">Wat Laila nodig heeft.</ondersteuningsbehoefte>
  </uitzicht>
</casus>
END_CASE
for reader in '' --reader=m --reader=v --reader=x; do
    echo "--- $reader"
    hgw-render --date=2026-11-24 -r ouders $reader bo.hgw.xml 2>&1 | sed '/^## Wie doet wat/,$d; /^## Uw rechten/,$d; /^$/d'
done
