# an option that does nothing for this format is refused; so is standard input twice
echo '# x' >x.md
try() {
    hgw-render --date=2026-11-24 "$@" >uit
    echo "$? $(wc -c <uit)"
}
try --from=markdown --reference-doc=huis.odt x.md
try --from=markdown --reference-doc=huis.odt --to=html x.md
try --from=markdown --reference-doc=is-er-niet.odt --output=x.odt x.md
try --from=markdown --resource-path=. x.md
try --from=markdown --resource-path=. --to=html x.md | sed 's/ .*//'
try --from=markdown --output-dir=. - x.md -
