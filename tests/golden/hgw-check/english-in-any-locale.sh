# English is compiled in: it needs no locale and no file, and counts have their forms.
mkdir elsewhere && cp "$TOP/examples/robbe.hgw.xml" elsewhere && cd elsewhere || exit
for locale in C POSIX C.UTF-8 fr_BE.UTF-8 bestaat_NIET; do
    LC_ALL=$locale hgw-check --lang=en robbe.hgw.xml | tail -n 1
done
LC_ALL='' LANG=en_GB hgw-check robbe.hgw.xml | tail -n 1
LC_ALL=C.UTF-8 LANGUAGE=en hgw-check robbe.hgw.xml | tail -n 1
LC_ALL=C.UTF-8 hgw-check robbe.hgw.xml | tail -n 1
HGW_DATADIR=. LC_ALL=bestaat_NIET hgw-check --lang=en --taal
