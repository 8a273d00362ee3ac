# --from hands over people, positive aspects, exceptions, what worked and goals not yet reached
hgw-new --date=2027-09-02 --from "$TOP/tests/cases/noor.hgw.xml"
