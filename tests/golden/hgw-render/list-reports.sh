# the reports, for whom they are and what they are called
hgw-render --list-reports
