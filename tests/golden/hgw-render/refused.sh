# an invalid case is refused with the findings of the check
sed "s/rol=\"clb\"/rol=\"clp\"/" "$HERE/lowie.hgw.xml" >fout.hgw.xml
hgw-render -o uit.md fout.hgw.xml
status=$?
ls
exit $status
