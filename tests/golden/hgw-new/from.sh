# --from hands over people, positive aspects, exceptions, what worked and goals not yet reached
# needs: cases
hgw-new --date=2027-09-02 --from "$HGW_CASES/noor.hgw.xml"
