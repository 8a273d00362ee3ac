# a skeleton is valid and its references point to something, in every phase, with and without comments or a name
for phase in vraagverheldering intake strategie onderzoek integratie advies evaluatie; do
    for options in "" --bare "--name Zoë --born 2014-02-28"; do
        # shellcheck disable=SC2086 # the words of the options
        hgw-new --date=2026-11-24 -p "$phase" $options | hgw-check --date=2026-11-24 -f gcc - | grep 'HGW00[1235678]'
    done
done
echo ok
