# a name goes however it is written; what is not a name stays, and a word that begins with one is told with its line
# shellcheck disable=SC2129 # one line after the other
cat >a.hgw.xml <<'CASE'
<?xml version="1.0" encoding="UTF-8"?>
<casus versie="1" fase="intake" start="2026-09-01">
<betrokkenen>
<leerling id="noor" klas="4B van Elke"><naam>Noor</naam><school>De Wilg, Gent</school></leerling>
<betrokkene id="mama" rol="ouder"><naam>Hanne van der Meulen</naam></betrokkene>
<betrokkene id="papa" rol="ouder"><naam>Joris Van Damme</naam></betrokkene>
<betrokkene id="juf" rol="leerkracht"><naam>juf Elke</naam></betrokkene>
<betrokkene id="m" rol="leerkracht"><naam>meneer J. Aerts</naam></betrokkene>
<betrokkene id="j" rol="leerkracht"><naam>Joris Wit</naam></betrokkene>
<betrokkene id="zoco" rol="zorgcoordinator"><naam>Émilie-Rose D'Hondt</naam></betrokkene>
<betrokkene id="jp" rol="extern"><naam>J.P. Nguyễn</naam></betrokkene>
<betrokkene id="roos" rol="medeleerling"><naam>Roos</naam></betrokkene>
</betrokkenen>
<overzicht>
CASE
while IFS= read -r text; do
    printf '<positief bouwsteen="leerling">%s</positief>\n' "$text"
done >>a.hgw.xml <<'TEXTS'
Noor leest.
Vandaag leest Noor.
Noors boek en Noor's pen, Noor’s gom
Juf Elke en Elkes klas
Noor gaat naar de  Wilg. De Wilg, Wilg, de wilg
de juf van Noor
Hanne van der Meulen belt
mevrouw van der Meulen
Meulen, Hanne
Joris Van Damme. Joris’ auto
meneer Aerts, J. Aerts
met Émilie-Rose D'Hondt naar huis
noor Elkeen, een van de ouders, een roos
Noor-kaart (Noor)
Vroeg Joris' moeder dat?
'Noor' en „Noor”
met Emilie, met Émilie‑Rose D’Hondt mee
vroeg Joris aan Joris Wit en Joris Van Damme
NOOR EN NGUYỄN, NOORS BOEK
J.P. belde, J. P. Nguyễn ook, Hanne M. en H. van der Meulen
Noortje, Noorklas en Noordzee
Roos ziet een roos
Mail noor.v@dewilg.be of kijk op www.dewilg.be, foto-noor.jpg en plan.pdf
*Noor* leest **veel**
**El**ke en *Joris*
# N**oor**
# Over *No*or thuis
&amp;#69;lke, El&lt;!-- x --&gt;ke, El<!-- x -->ke
De **Wilg** helpt
*Van* `alles`
Zie ![Foto van Noor](foto-Noor.png) **nu**
[het plan](Plan_van-Noor.pdf "Noor") [a](&lt;b c&gt;)
&lt;https://x.be/Noor&gt; &lt;mailto:noor@x.be&gt; [x.be](https://x.be)
[be](https://x.be) en *t*
a [b] (c) d
TEXTS
printf '<positief bouwsteen="leerling">met Hanne\n   van der Meulen\n\nen Noor<?x Noor?>s kat</positief>\n' >>a.hgw.xml
printf '<positief bouwsteen="leerling">met No\302\255or, No\342\200\213or, No\342\200\256or, No\315\217or, No\357\270\217or</positief>\n' >>a.hgw.xml
printf '<positief bouwsteen="leerling">met E\314\201milie en Nguye\314\202\314\203n</positief>\n' >>a.hgw.xml
printf '</overzicht>\n</casus>\n' >>a.hgw.xml
hgw-render --date=2026-11-24 --pseudonymise a.hgw.xml | sed -n '/^#### Leerling/,/^## /p'
