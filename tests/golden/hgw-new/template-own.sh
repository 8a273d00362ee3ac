# a user may have a template of their own
mkdir -p "$HOME/.local/share/hgw/templates/new"
cat >"$HOME/.local/share/hgw/templates/new/casus.xml" <<END
<casus versie="1" fase="intake" start="2000-01-01">
  <betrokkenen zichtbaar="ouders"><leerling id="l"><naam><?vul-in wie?></naam></leerling></betrokkenen>
  <?vanaf advies?>
  <!-- later -->
  <?vanaf intake?>
  <overzicht zichtbaar="intern"/>
</casus>
END
HGW_DATADIR='' hgw-new --date=2026-11-24 -p intake --name Ann
