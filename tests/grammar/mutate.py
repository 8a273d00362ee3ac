#!/usr/bin/env python3
"""Makes cases that are valid or not by chance, for tests/grammar/run: mutate.py OUT NUMBER FILE...

Each is one of the files with one to three changes: an element taken away, doubled, moved, renamed or put elsewhere; an
attribute taken away, doubled under another name or given another value; text where it may not stand. The same arguments
give the same files."""
import copy
import random
import sys
import xml.etree.ElementTree as tree

out, number, files = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
random.seed(2026)
cases = [open(name, encoding="utf-8").read() for name in files]
names, attributes, values = set(), set(), {}
for case in cases:
    for element in tree.fromstring(case).iter():
        names.add(element.tag)
        for name, value in element.attrib.items():
            attributes.add(name)
            values.setdefault(name, set()).add(value)
names, attributes = sorted(names), sorted(attributes)
odd = ["", " ", "x", "ouders,leerling", "2026-02-30", "2026-2-3", "2026-09-07Z", "12026-09-07", "intern ouders", "1",
       "a b", "a:b", "1a", "é", "ja", "\u00a0ja"]


def change(root):
    parents = [element for element in root.iter() if len(element)]
    parent = random.choice(parents)
    child = random.choice(list(parent))
    element = random.choice(list(root.iter()))
    what = random.randrange(10)
    if what == 0:
        parent.remove(child)
    elif what == 1:
        parent.append(copy.deepcopy(child))
    elif what == 2:
        parent.remove(child)
        parent.insert(random.randrange(len(parent) + 1), child)
    elif what == 3:
        child.tag = random.choice(names)
    elif what == 4:
        parents = [element for element in parents if element not in child.iter()]
        random.choice(parents).insert(0, copy.deepcopy(child))
    elif what == 5 and element.attrib:
        del element.attrib[random.choice(sorted(element.attrib))]
    elif what == 6:
        name = random.choice(attributes)
        element.set(name, random.choice(sorted(values[name])))
    elif what == 7 and element.attrib:
        element.set(random.choice(sorted(element.attrib)), random.choice(odd))
    elif what == 8:
        element.text = random.choice(["los", " ", "\u00a0", None])
    elif what == 9:
        child.tail = random.choice(["los", "\n", None])


for index in range(number):
    root = tree.fromstring(random.choice(cases))
    for _ in range(random.randint(1, 3)):
        change(root)
    tree.ElementTree(root).write(f"{out}/{index:04}.hgw.xml", encoding="utf-8", xml_declaration=True)
