# -o writes through symbolic links, also to what is not there yet, and a file that -f replaces keeps its mode
mkdir veilig gewoon
echo oud >veilig/verslag.md
chmod 640 veilig/verslag.md
ln -s ../veilig/verslag.md gewoon/verslag.md
ln -s gewoon/verslag.md via.md
ln -s ../veilig/nieuw.md gewoon/nieuw.md
ln -s rond.md vierkant.md
ln -s vierkant.md rond.md
for file in via.md gewoon/nieuw.md rond.md; do
    hgw-render -f --date=2026-11-24 -r ouders -o "$file" "$TOP/examples/mila.hgw.xml"
    echo "status $?"
done
hgw-render --date=2026-11-24 -r ouders -o gewoon/nieuw.md "$TOP/examples/mila.hgw.xml"
head -qn 1 veilig/*
stat -c '%n %A' veilig/* gewoon/* ./*.md
