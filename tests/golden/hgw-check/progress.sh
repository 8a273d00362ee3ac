# a terminal sees how far a check or a report of many files is after a second, and nothing of it is left; a pipe sees nothing
# needs: script
mkfifo slow
# shellcheck disable=SC2016 # the shell that is started expands it
feed() { timeout 60 sh -c 'exec 3>slow && sleep 1.3 && cat "$TOP/examples/robbe.hgw.xml" >&3'; }
shown() { tr '\r\033' '<^' | sed 's/<[a-z-]*: 2 van 3//'; } # which is seen only on a slow machine
feed &
script -qec "hgw-check -d 2026-11-24 -l error slow '$TOP/examples/robbe.hgw.xml' niets.xml >lijst" /dev/null | shown
wait
tail -n 1 lijst
feed &
script -qec "hgw-render -d 2026-11-24 --output-dir=. slow '$TOP/examples/robbe.hgw.xml' '$TOP/tests/golden/hgw-check/gezin.hgw.xml'" /dev/null | shown
wait
feed &
hgw-check -d 2026-11-24 -f quiet slow "$TOP/examples/robbe.hgw.xml"
wait
