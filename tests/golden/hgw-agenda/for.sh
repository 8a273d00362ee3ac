# what concerns one person, or a role; nobody is called so
cd "$TOP" || exit 2
dates() { hgw-agenda -d 2026-12-20 --until=2027-02-01 -t tsv "$@" tests/cases/noor.hgw.xml examples/mila.hgw.xml; }
echo "== papa" && dates --for=papa | cut -f 1,2,5
echo "== leerkracht" && dates --for=leerkracht | cut -f 1,2,5
echo "== leerling" && dates --for=leerling | cut -f 1,2,5
echo "== directie" && dates --for=directie
