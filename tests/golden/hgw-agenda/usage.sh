# no case; days that are none; a period that ends before it begins; a form that is not there; one input twice
for options in '' '--from=morgen x' '--until=2026-02-30 x' '--from=2026-12-02 --until=2026-12-01 x' '-t pdf x' '-d vandaag x' '- -'; do
    # shellcheck disable=SC2086
    hgw-agenda $options </dev/null
    echo "$options: $?"
done
