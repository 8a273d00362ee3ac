# an earlier case that is not well-formed is refused
printf "<casus>" | hgw-new --date=2026-11-24 --from -
