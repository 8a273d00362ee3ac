# what asks something of the case is refused when there is none: nothing would come of it, of pseudonymity least
for option in --report=ouders --template=x --for=ouders --reader=mama --pseudonymise --without-consent; do
    echo Noor | hgw-render --from=markdown $option 2>&1
    echo $?
done
