# no picture tells anything beside what it shows: no place, name, text, profile, or smaller and earlier picture
# needs: python3 unzip
cp "$TOP/tests/odt/beeld.jpg" "$TOP/tests/odt/beeld.png" .
python3 - <<'END'
import struct, zlib
jpeg, png = open("beeld.jpg", "rb").read(), open("beeld.png", "rb").read()
def segment(marker, data): return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
def write(name, data): open(name, "wb").write(data)
exif = b"Exif\0\0MM\0*\0\0\0\x08\0\2\1\x12\0\3\0\0\0\1\0\6\0\0\1\x0e\0\2\0\0\0\x0c\0\0\0\x26\0\0\0\0GEHEIM-51.05" + jpeg
start = 4 + struct.unpack(">H", jpeg[4:6])[0]
jfif = b"JFIF\0\1\1\0\0\1\0\1"
write("foto.jpg", jpeg[:2] + segment(0xe1, exif) + segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0GEHEIM")
      + segment(0xe2, b"ICC_PROFILE\0\1\1GEHEIM") + segment(0xe2, b"MPF\0GEHEIM") + segment(0xed, b"GEHEIM")
      + segment(0xfe, b"GEHEIM") + jpeg[2:] + jpeg + b"GEHEIM")
write("klein.jpg", jpeg[:2] + segment(0xe0, jfif + b"\2\1GEHEIM") + segment(0xe0, b"JFXX\0\x10GEHEIM") + jpeg[start:])
write("scherm.png", png[:33] + chunk(b"iCCP", b"GEHEIM\0\0" + zlib.compress(b"x")) + chunk(b"tEXt", b"Author\0GEHEIM")
      + chunk(b"eXIf", exif[6:]) + chunk(b"ZZZZ", b"GEHEIM") + chunk(b"geHm", b"GEHEIM") + chunk(b"gAMA", b"GEHEIM")
      + png[33:] + png + b"GEHEIM")
write("tekening.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>GEHEIM</title></svg>')
write("d.md", b"# T\n\n![a](foto.jpg) ![b](klein.jpg) ![c](scherm.png) ![d](tekening.svg) ![e](beeld.png) ![f](beeld.jpg)\n")
END
hgw-render --from=markdown -o d.odt d.md
unzip -qo d.odt 'Pictures/*'
grep -al GEHEIM Pictures/*
hgw-render --from=markdown -o d.html d.md
grep -o '<img[^>]*src="[^;]*\|<p>.*GEHEIM\| d ' d.html
python3 - <<'END'
import base64, glob, re
html = [base64.b64decode(part) for part in re.findall(r"base64,([^\"]*)", open("d.html").read())]
odt = [open(name, "rb").read() for name in sorted(glob.glob("Pictures/*"))]
png = open("beeld.png", "rb").read()
print(html == odt, any(b"GEHEIM" in part for part in html), [len(part) for part in html])
whole = html[1][html[1].index(b"\xff\xdb"):]
print("the coded pictures are whole:", len(whole) > 500 and html[4].endswith(whole), html[2] == html[3])
END
