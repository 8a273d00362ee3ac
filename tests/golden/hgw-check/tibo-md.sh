# an ordinary case with gaps, as md: its title has no directories
mkdir -p casussen/3b
cp "$TOP/tests/cases/tibo.hgw.xml" casussen/3b
hgw-check -d 2026-11-24 -f md casussen/3b/tibo.hgw.xml
