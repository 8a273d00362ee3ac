# an instruction is about what comes right after it, two must agree, and others stay
mkdir -p d/templates/new
cat >d/templates/new/casus.xml <<END
<casus versie="1" fase="intake" start="2000-01-01">
  <betrokkenen zichtbaar="ouders"><leerling id="l"><naam><?vul-in wie?></naam></leerling></betrokkenen>
  <?vanaf intake ?>
  <!-- vanaf intake -->
  <!-- altijd -->
  <?bij-vervolg?>
  <!-- bij vervolg -->
  <?vanaf advies?><?bij-vervolg?><woordenlijst zichtbaar="ouders"/>
</casus>
END
for phase in vraagverheldering intake evaluatie; do
    for more in --bare "" "--from=$HERE/earlier.hgw.xml"; do
        echo "== $phase $more" | sed "s|$HERE/||"
        # shellcheck disable=SC2086
        hgw-new --date=2026-11-24 --data-dir d -p $phase $more | sed '1,/<casus/d'
    done
done
sed -i 's/vanaf advies/vanaf later/' d/templates/new/casus.xml
hgw-new --date=2026-11-24 --data-dir d
