# from and until are included; what is late before --from is left out, and meetings that were held come with it
cd "$TOP" || exit 2
dates() { hgw-agenda -d 2026-12-20 -t tsv "$@" examples/mila.hgw.xml | cut -f 1,2; }
echo "== until" && dates --until=2027-01-22
echo "== from" && dates --from=2027-01-22 --until=2027-01-28
echo "== past" && dates --from=2026-10-01 --until=2026-12-17
echo "== one day" && dates --from=2026-12-18 --until=2026-12-18
echo "== nothing" && dates --from=2028-01-01 --until=2028-01-02
echo "status $?"
