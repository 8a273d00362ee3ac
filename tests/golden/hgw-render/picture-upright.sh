# a photograph stands upright, whatever way the camera was held, in ODT and in a page
# needs: python3 unzip
cat >jpeg.py <<'END'
"""Pictures of flat blocks of 8 by 8 pixels: the grey of each block goes in, and is read again."""
import struct
from itertools import accumulate
def segment(marker, data): return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data
def exif(n): return segment(0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([n]) + bytes(6))
def write(name, rows, orientation):
    greys, bits, before = [grey for row in rows for grey in row], "", 0
    for grey in greys: # 4 bits: how many bits the difference takes; then these; then 0: nothing but grey
        step, before = grey - before, grey
        size = abs(step).bit_length()
        bits += f"{size:04b}" + (f"{step if step > 0 else step + 2 ** size - 1:0{size}b}" if size else "") + "0"
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    sizes = bytes([0, 0, 0, 12] + [0] * 12)
    with open(name, "wb") as file:
        file.write(b"\xff\xd8" + exif(orientation) + segment(0xdb, b"\0" + b"\1" * 64)
                   + segment(0xc0, struct.pack(">BHHBBBB", 8, 8 * len(rows), 8 * len(rows[0]), 1, 1, 0x11, 0))
                   + segment(0xc4, b"\0" + sizes + bytes(range(12)) + b"\x10\1" + bytes(15) + b"\0")
                   + segment(0xda, b"\1\1\0\0\x3f\0") + data + b"\xff\xd9")
def read(data):
    codes, at, width, height = {}, 2, 0, 0
    while data[at + 1] != 0xda:
        size = struct.unpack(">H", data[at + 2:at + 4])[0]
        part = data[at + 4:at + 2 + size]
        assert b"Exif" not in part
        if data[at + 1] == 0xc0: height, width = (side // 8 for side in struct.unpack(">HH", part[1:5]))
        while data[at + 1] == 0xc4 and part:
            values, code = iter(part[17:]), 0
            for length, count in enumerate(part[1:17], 1):
                for _ in range(count):
                    codes[part[0], f"{code:0{length}b}"] = next(values)
                    code += 1
                code *= 2
            part = part[17 + sum(part[1:17]):]
        at += 2 + size
    coded = data[at + 2 + struct.unpack(">H", data[at + 2:at + 4])[0]:-2].replace(b"\xff\0", b"\xff")
    bits = iter("".join(f"{byte:08b}" for byte in coded))
    def take(n): return "".join(next(bits) for _ in range(n))
    def symbol(table):
        code = ""
        while (table, code) not in codes: code += next(bits)
        return codes[table, code]
    steps = []
    for _ in range(width * height):
        size = symbol(0)
        step = take(size)
        steps.append(0 if not size else int(step, 2) if step[0] == "1" else int(step, 2) - 2 ** size + 1)
        assert symbol(0x10) == 0
    greys = list(accumulate(steps))
    return [greys[i:i + width] for i in range(0, len(greys), width)]
END
cat >make.py <<'END'
import jpeg
straight = [[-300, 20, 60], [100, 255, -7]]
def flop(rows): return [row[::-1] for row in rows]
def turn(rows): return [list(row) for row in zip(*rows[::-1])] # a quarter to the right
held = {1: straight, 2: flop(straight), 3: turn(turn(straight)), 4: flop(turn(turn(straight)))}
held.update({5: flop(turn(straight)), 6: turn(turn(turn(straight))), 7: flop(turn(turn(turn(straight)))), 8: turn(straight)})
for n in held: jpeg.write(f"foto{n}.jpg", held[n], n)
with open("d.md", "w") as file: file.write("# T\n\n" + " ".join(f"![a](foto{n}.jpg)" for n in held) + "\n")
END
cat >look.py <<'END'
import base64, glob, re, jpeg
for name in sorted(glob.glob("Pictures/*")):
    with open(name, "rb") as file: print(name, jpeg.read(file.read()))
with open("d.html") as file: page = file.read()
print({str(jpeg.read(base64.b64decode(part))) for part in re.findall(r"base64,([^\"]*)", page)})
print(set(re.findall('<img width="[0-9]*" height="[0-9]*"', page)))
END
python3 make.py
hgw-render --from=markdown -o d.odt d.md
hgw-render --from=markdown -o d.html d.md
unzip -qo d.odt
python3 look.py
grep -o 'svg:width="[^"]*" svg:height="[^"]*"' content.xml | sort | uniq -c
