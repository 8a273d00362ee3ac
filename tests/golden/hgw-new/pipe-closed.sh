# a reader that went away: status 2, and silence
{
    yes 2>/dev/null
    hgw-new --date=2026-11-24
    echo "status $?" >&2
} | true
