# a hypothesis is a fact only once it is accepted; explanations and interplay stay together; verklaringen never stand alone
cat >k.hgw.xml <<'END_CASE'
<casus versie="1" fase="integratie" start="2026-09-01">
  <betrokkenen zichtbaar="ouders"><leerling id="k" geboortedatum="2018-05-01"><naam>Kim</naam></leerling>
    <betrokkene id="m" rol="ouder"><naam>An</naam></betrokkene><betrokkene id="j" rol="leerkracht"><naam>juf Els</naam></betrokkene></betrokkenen>
  <vraagverheldering zichtbaar="ouders"><verklaring van="m" zichtbaar="ouders">Kim mist een vriend.</verklaring></vraagverheldering>
  <inzicht zichtbaar="ouders">
    <wisselwerking afstemming="mismatch">
      <invloed van="j" naar="k">De juf roept.</invloed>
      <invloed van="k" naar="j">Kim zwijgt.</invloed>
      <invloed van="j" naar="k">De juf roept nog eens.</invloed>
    </wisselwerking>
    <wisselwerking afstemming="match">
      <invloed van="m" naar="k">An wacht.</invloed>
    </wisselwerking>
    <hypothese soort="verklarend" status="aanvaard"><tekst>Dit is zo.</tekst><onderbouwing>Dat zagen we.</onderbouwing></hypothese>
    <hypothese soort="verklarend" status="verworpen"><tekst>Dit is niet zo.</tekst><onderbouwing>Dat toonde de toets.</onderbouwing></hypothese>
    <hypothese soort="verklarend" status="aangehouden"><tekst>Dit wacht.</tekst><onderbouwing>De dokter belt nog.</onderbouwing></hypothese>
    <hypothese soort="verklarend" status="open"><tekst>Dit is open.</tekst></hypothese>
    <hypothese soort="verklarend"><tekst>Dit heeft geen stand.</tekst></hypothese>
    <hypothese soort="onderkennend"><tekst>Kim heeft een naam voor iets.</tekst></hypothese>
  </inzicht>
</casus>
END_CASE
show() { # TITLE SED
    echo "--- $1"
    sed "$2" k.hgw.xml >x.hgw.xml
    hgw-render --date=2026-11-24 -r ouders x.hgw.xml | sed -n '/^## Hoe we/,/^## Uw/{/^$/d; /^## Uw/d; p;}'
}
show "all of them" ''
show "only what was rejected" '/<wisselwerking/,/<\/wisselwerking>/d; /<hypothese/{/verworpen/!d;}'
show "nothing but what the mother thinks" '/<inzicht/,/<\/inzicht>/d'
