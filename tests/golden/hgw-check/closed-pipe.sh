# a closed pipe ends it silently, with status 2
# needs: cases
{ sleep 1; hgw-check -d 2026-11-24 "$HGW_CASES/tibo.hgw.xml"; echo "status $?" >&2; } | :
