# a reader that went away: status 2, and silence
{
    sleep 0.5
    hgw-new --date=2026-11-24
    echo "status $?" >&2
} | true
