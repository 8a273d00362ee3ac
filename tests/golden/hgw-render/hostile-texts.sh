# texts that look like tags, Markdown, HTML or XML are printed as they are, never obeyed
cat >vijandig.hgw.xml <<"END"
<casus versie="1" fase="intake" start="2026-11-16">
  <betrokkenen><leerling id="x"><naam>{{(/casus)/@fase}} *Noor* | # &lt;b&gt;vet&lt;/b&gt;</naam></leerling></betrokkenen>
  <overzicht>
    <positief bouwsteen="leerling">{{{.}}} {{> kop}} {{=[[ ]]=}} [[.]]</positief>
    <positief bouwsteen="leerling">
# Kop

---
&lt;script&gt;alert(1)&lt;/script&gt;

[klik](javascript:alert(1)) ![foto](http://spion.example/x.png) [goed](https://voorbeeld.be)
    </positief>
    <positief bouwsteen="leerling">&lt;/text:p&gt;&lt;office:text/&gt; **open
    </positief>
    <positief bouwsteen="leerling">| a | b |</positief>
  </overzicht>
</casus>
END
printf "%s\n" "{{! doelgroep: intern }}" "# {{betrokkenen/leerling/naam}}" "" "| Naam | Tekst |" "| --- | --- |" \
    "{{#overzicht/positief}}" "| {{../../betrokkenen/leerling/naam}} | {{{.}}} |" "{{/}}" "" "{{#overzicht/positief}}" "- {{{.}}}" "{{/}}" >eigen.md
hgw-render --date=2026-11-24 --template=eigen.md vijandig.hgw.xml
