#!/usr/bin/env python3
"""Makes a case of each example in the pages that explain the rules, so that hgw-check can say whether it is right.

    tests/explanations/cases.py DIRECTORY < RULES       RULES: what hgw-check --list-rules -f json says

DIRECTORY/LANGUAGE.CODE.wrong.hgw.xml and .right.hgw.xml: the example in the last phase in which its rule holds, with what
it only names. An element goes to its own place; a reference to what the example does not show gets something to refer
to; a text "…" is filled in. What a rule needs beside its example stands in BESIDE.
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

# Where elements belong: the parts of a case in their order, with what is in them in its order.
PARTS = {
    "betrokkenen": "leerling betrokkene",
    "toestemmingen": "toestemming",
    "overleggen": "notitie overleg",
    "vraagverheldering": "hulpvraag zorg verwachting verklaring oplossing",
    "overzicht": "voorgeschiedenis aanpak positief belemmerend uitzondering",
    "inzicht": "wisselwerking hypothese",
    "strategie": "onderzoeksvraag besluit",
    "onderzoeken": "onderzoek",
    "uitzicht": "integratief-beeld doel onderwijsbehoefte opvoedingsbehoefte ondersteuningsbehoefte aanbeveling",
    "advies": "akkoord afspraak evaluatie",
    "woordenlijst": "begrip",
    "verantwoordingen": "verantwoording",
}
PLACE = {name: part for part, names in PARTS.items() for name in names.split()}
# What an example may show without what it is in, and what must be in an element that shows a text "…".
AROUND = {
    "als-dan": '<onderzoeksvraag keuze="onderzoeken"><vraag>Wat helpt?</vraag></onderzoeksvraag>',
    "wie-doet-wat": "<uitzondering><situatie>In de turnles lukt het.</situatie></uitzondering>",
}
INSIDE = {"doel": "tekst", "onderzoek": "middel", "onderzoeksvraag": "vraag", "aanbeveling": "tekst"}

# What a reference asks for.
PERSON = {"deelnemers", "door", "wie", "naar", "uitvoerder", "aanvaard-door", "niet-voor", "betreft"}
NAMED = {
    "boven": '<doel id="%s" termijn="lang" streefdatum="2027-06-30"><tekst>Zich thuis voelen in de klas.</tekst></doel>',
    "doelen": '<doel id="%s" termijn="lang" streefdatum="2027-06-30"><tekst>Zich thuis voelen in de klas.</tekst></doel>',
    "behoeften": '<onderwijsbehoefte id="%s">Een duidelijk begin van elke taak.</onderwijsbehoefte>',
    "behoefte": '<onderwijsbehoefte id="%s">Een duidelijk begin van elke taak.</onderwijsbehoefte>',
    "hulpvraag": '<hulpvraag id="%s" van="juf"><vraag>Wat helpt?</vraag></hulpvraag>',
    "hulpvragen": '<hulpvraag id="%s" van="juf"><vraag>Wat helpt?</vraag></hulpvraag>',
    "hypothesen": '<hypothese id="%s" soort="verklarend" status="open"><tekst>Het is te druk.</tekst></hypothese>',
    "vragen": '<onderzoeksvraag id="%s" keuze="onderzoeken"><vraag>Wat helpt?</vraag></onderzoeksvraag>',
    "benut": '<uitzondering id="%s"><situatie>In de turnles lukt het.</situatie></uitzondering>',
    "aanbeveling": '<aanbeveling id="%s"><tekst>Begin elke taak samen.</tekst></aanbeveling>',
    "terugkoppeling": '<overleg id="%s" datum="2026-10-15" soort="terugkoppeling"/>',
}
ROLES = {
    "juf": "leerkracht", "meester": "leerkracht", "lk": "leerkracht", "lk-wiskunde": "leerkracht", "lk-frans": "leerkracht",
    "zoco": "zorgcoordinator", "mama": "ouder", "papa": "ouder", "oma": "opvoedingsverantwoordelijke", "clb": "clb",
}

# What a rule needs beside its example to find something.
BESIDE = {
    "HGW112": '<overleg datum="2026-11-19" soort="adviesgesprek"/>',
    "HGW113": '<overleg datum="2026-11-19" soort="adviesgesprek"/>',
    "HGW306": '<overleg datum="2026-11-19" soort="adviesgesprek"/>',
    "HGW408": '<overleg datum="2026-11-19" soort="adviesgesprek"/>',
    "HGW607": '<overleg datum="2026-11-19" soort="adviesgesprek"/>',
    "HGW612": '<overleg datum="2026-11-19" soort="adviesgesprek"/>',
    "HGW730": '<overleg datum="2026-11-19" soort="adviesgesprek"/>',
}
# Of what a rule reads, one example is too little: so many times.
TIMES = {"HGW863": 12}


def fragment(text):
    parser = tree.XMLParser(target=tree.TreeBuilder(insert_pis=True))
    elements = list(tree.fromstring("<x>" + text + "</x>", parser))
    for element in elements:
        element.tail = None
    return elements


def put(case, element):
    """Puts an element in its own place."""
    element.tail = None
    if element.tag == "casus":
        case.attrib.update(element.attrib)
        for child in element:
            put(case, child)
    elif element.tag in AROUND:
        outer = fragment(AROUND[element.tag])[0]
        there = case.find(".//" + outer.tag)
        if there is None:
            put(case, outer)
            there = outer
        there.append(element)
    elif element.tag in PARTS:
        part = case.find(element.tag)
        part.attrib.update(element.attrib)
        for child in element:
            put(case, child)
    else:
        case.find(PLACE[element.tag]).append(element)


def fill(case):
    """Fills in what is an ellipsis."""
    for element in case.iter():
        if (element.text or "").strip() == "…" and element.tag in INSIDE:
            inner = tree.SubElement(element, INSIDE[element.tag])
            inner.text = "Iets dat hier niet telt."
        if (element.text or "").strip() == "…" and (len(element) or element.tag in PARTS):
            element.text = None
            for child in element:
                child.tail = None


def missing(case):
    """The references that lead nowhere: element, attribute, id."""
    there = {element.get("id") for element in case.iter()}
    for element in case.iter():
        for name, value in element.attrib.items():
            person = name in PERSON or (name == "van" and not value[0].isdigit()) or (
                name == "voor" and element.tag in ("doel", "aanbeveling"))
            if person or name in NAMED or name in ("steunt-op", "pakt-aan"):
                yield from ((name, person, word) for word in value.split() if word not in there)


def refer(case, only_people):
    """Gives references something to refer to, or leaves them when it is about them."""
    if case.find("betrokkenen/leerling") is None:
        pupil = next((word for _, person, word in missing(case) if person and word not in ROLES), "jef")
        put(case, fragment('<leerling id="%s" geboortedatum="2016-02-03"><naam>Jef</naam></leerling>' % pupil)[0])
    while not only_people and (lack := next(missing(case), None)):
        name, person, word = lack
        if person:
            text = '<betrokkene id="%s" rol="%s"><naam>Iemand</naam></betrokkene>' % (word, ROLES.get(word, "extern"))
        elif name in NAMED:
            text = NAMED[name] % word
        elif word.startswith("w-"):
            text = '<wisselwerking id="%s" afstemming="mismatch"><invloed van="juf" naar="mama">Belt.</invloed></wisselwerking>' % word
        else:
            about = "leerling" if word == "b-kind" else "schoolcontext"
            text = '<belemmerend id="%s" bouwsteen="%s">Er is weinig tijd.</belemmerend>' % (word, about)
        put(case, fragment(text)[0])


def order(case):
    for part in list(case):
        names = PARTS[part.tag].split()
        if part.tag not in ("vraagverheldering", "overzicht"):
            part[:] = sorted(part, key=lambda element: names.index(element.tag))
        if not len(part) and not part.attrib:
            case.remove(part)


def make(rule, example):
    """The case as text."""
    phase = (rule["phases"] or ["evaluatie"])[-1]
    case = tree.Element("casus", versie="1", fase=phase, start="2026-09-07")
    for part in PARTS:
        tree.SubElement(case, part)
    doctype = re.search("<!DOCTYPE[^>]*>", example)
    example = re.sub("<!DOCTYPE[^>]*>", "", example)
    broken = None
    try:
        elements = fragment(example)
    except tree.ParseError:
        broken, elements = example, []
    elements *= TIMES.get(rule["code"], 1)
    for element in elements + fragment(BESIDE.get(rule["code"], "")):
        put(case, element)
    case.set("fase", phase)
    fill(case)
    refer(case, rule["code"] == "HGW003")
    order(case)
    text = tree.tostring(case, encoding="unicode")
    if broken:
        text = text.replace("</casus>", "<uitzicht>" + broken + "</uitzicht></casus>")
    return (doctype.group(0) if doctype else "") + text


def main(directory):
    for line in sys.stdin:
        rule = json.loads(line)
        for language in ("nl", "en"):
            page = pathlib.Path("schemas/uitleg/%s/%s.md" % (language, rule["code"]))
            text = page.read_text(encoding="utf-8") if page.exists() else ""
            examples = re.findall("^```xml\n(.*?)^```$", text, re.M | re.S)
            for kind, example in zip(("wrong", "right"), examples):
                name = "%s.%s.%s.hgw.xml" % (language, rule["code"], kind)
                pathlib.Path(directory, name).write_text(make(rule, example), encoding="utf-8")


main(sys.argv[1])
