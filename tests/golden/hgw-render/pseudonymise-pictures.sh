# of a picture and of a link only the words stay, and no warning names a file
cat >noor.hgw.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<casus versie="1" fase="intake" start="2026-09-01">
  <betrokkenen>
    <leerling id="noor" geboortedatum="2017-05-05"><naam>Noor Peeters</naam><school>Basisschool De Wilg, Gent</school></leerling>
    <betrokkene id="juf" rol="leerkracht"><naam>juf Elke</naam></betrokkene>
  </betrokkenen>
  <vraagverheldering>
    <hulpvraag van="juf">
      <vraag>Zie ![Foto van Noor](foto-noor.png), [het plan](https://dewilg.be/Noor-plan.pdf) en &lt;mailto:noor@dewilg.be>.
        **No**or gaat naar basisschool De Wilg. ![](No<!-- x -->or.png)</vraag>
    </hulpvraag>
  </vraagverheldering>
</casus>
END
hgw-render --date=2026-11-24 --pseudonymise noor.hgw.xml | tail -n 1
hgw-render --date=2026-11-24 --pseudonymise --to=html noor.hgw.xml | grep -Eic 'noor|wilg|foto-'
