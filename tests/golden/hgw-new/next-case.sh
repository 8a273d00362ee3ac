# a case that is there goes on to each later phase
for phase in integratie advies evaluatie; do hgw-new --next -p $phase "$TOP/tests/cases/tibo.hgw.xml" | diff "$TOP/tests/cases/tibo.hgw.xml" -; done
