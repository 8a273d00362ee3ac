# an operand is refused, with a hint
hgw-new --date=2026-11-24 noor.hgw.xml
