# a terminal sees how far it is after a second, and nothing of it is left; a pipe sees nothing
# needs: script
mkfifo slow
# shellcheck disable=SC2016 # the shell that is started expands it
feed() { timeout 60 sh -c 'exec 3>slow && sleep 1.3 && cat "$TOP/examples/robbe.hgw.xml" >&3'; }
feed &
script -qec "hgw-agenda -d 2026-11-24 slow '$TOP/examples/robbe.hgw.xml' niets.xml >/dev/null" /dev/null | tr '\r\033' '<^' | sed 's/<[a-z-]*: 2 van 3//' # which is seen only on a slow machine
wait
feed &
hgw-agenda -d 2026-11-24 --until=2026-11-25 slow "$TOP/examples/robbe.hgw.xml"
