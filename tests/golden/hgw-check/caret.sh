# the caret stands right after wide characters, emoji, accents, tabs and in very long lines
e=$(printf "e\314\201")
{
printf '<casus versie="1" fase="intake" start="2026-09-07"><betrokkenen><leerling id="l"><naam>漢字 👩‍🏫 %s</naam></leerling></betrokkenen><overleggen><!-- ' "$e"
head -c 4000 /dev/zero | tr "\0" x
printf ' --><overleg id="o" datum="2026-10-01" soort="intake"/>\n\t\t<!-- 漢字 👩‍🏫 %s --><overleg id="p" datum="2026-10-01" soort="intake"/></overleggen></casus>\n' "$e"
} >case.xml
hgw-check -d 2026-11-24 -i HGW602 case.xml
