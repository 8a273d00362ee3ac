# one motivation for many findings: the first sentences, without names where they may not be
cat >noor.hgw.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<casus versie="1" fase="vraagverheldering" start="2026-09-01">
  <betrokkenen>
    <leerling id="noor" geboortedatum="2017-05-05"><naam>Noor</naam></leerling>
  </betrokkenen>
  <overzicht>
    <positief bouwsteen="leerling">Noor leest, maar niet lang.</positief>
    <positief bouwsteen="leerling">Noor tekent, maar niet lang.</positief>
    <positief bouwsteen="leerling">Noor luistert, maar niet lang.</positief>
    <positief bouwsteen="leerling">Noor vraagt hulp, maar niet lang.</positief>
    <positief bouwsteen="leerling">Noor speelt, maar niet lang.</positief>
  </overzicht>
  <verantwoordingen>
    <verantwoording regel="HGW841">Zo zei Noor het *zelf*.</verantwoording>
    <verantwoording regel="HGW105">Dit is (nog) nergens voor nodig.</verantwoording>
  </verantwoordingen>
</casus>
END
hgw-render --date=2026-11-24 noor.hgw.xml | sed -n '/bewust/,$p'
hgw-render --date=2026-11-24 --pseudonymise noor.hgw.xml 2>/dev/null | sed -n '/bewust/,$p'
