# no data directory: a sentence that says what to do
HGW_DATADIR=/nergens hgw-new --date=2026-11-24 2>err
echo "status $?"
sed "s/(gezocht in [^)]*)/(gezocht in …)/" err
