# overleg (for on the table at the meeting) of lowie: every role, hidden parts, empty places
hgw-render --date=2026-11-24 -r overleg "$HERE/lowie.hgw.xml"
