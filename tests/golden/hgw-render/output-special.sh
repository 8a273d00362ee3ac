# what is no file is written to and never replaced: /dev/stdout, a descriptor, a pipe, a link to one of these
render() {
    hgw-render "$@" --date=2026-11-24 -r ouders "$TOP/examples/mila.hgw.xml" || echo "status $?"
}
ln -s /dev/stdout uit.md
ln -s /dev/fd/3 drie.md
mkfifo pijp
for name in /dev/stdout /dev/fd/1 /proc/self/fd/1 uit.md; do
    {
        echo "voor"
        render -o "$name"
        render -f -o "$name"
        echo "na"
    } >file
    grep -n -e '^# ' -e '^voor' -e '^na' file
done
for name in /dev/fd/3 /proc/self/fd/3 drie.md; do
    render -f -o "$name" 3>file
    grep -n '^# ' file
done
cat pijp >file &
render -f -o pijp
wait
grep -n '^# ' file
render -o /dev/null
ln -s /dev/full vol
render -f -o vol
stat -c '%n %F' /dev/stdout pijp ./*.md vol
