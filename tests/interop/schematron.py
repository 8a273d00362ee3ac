#!/usr/bin/python3
"""Run the rules of schemas/regels/1-*.sch to 8-*.sch with another Schematron processor, and compare.

    /usr/bin/python3 tests/interop/schematron.py [options] [CASE...]

The rule files promise to be ISO Schematron with functions of ours. Here the ISO skeleton for XSLT 1.0, which Debian's
python3-lxml ships, executes them, and the functions are here once more, written from what hgw-regels(5) and the
vocabulary say. It shares nothing with our own engine but libxml2's XPath.

Without CASE: tests/rules/*/*.hgw.xml, examples/*.hgw.xml and tests/cases/*.hgw.xml.
Each case is judged in its own phase. Findings go to standard output: file<TAB>line<TAB>code.

  --check=HGW-CHECK   compare with the findings of that program (-f json, waived ones included): code, line,
                      level, element, message and help line
  --findings          compare with the expected findings: X.findings beside X.hgw.xml (code, line, level, element).
                      In tests/rules/CODE only CODE counts, and clean*.hgw.xml must not have it
  --codes=HGW1,HGW5   only look at codes with these prefixes
  --texts             print level, element, message and help line as well
  --rules=FILE        another rule file than those
  --date=YYYY-MM-DD   today (default: the environment's HGW_DATE, else 2026-11-24)

Exit status: 0 equal (or nothing to compare), 1 differences, 2 something could not be done.
"""
import argparse
import copy
import functools
import glob
import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.parsers.expat

from lxml import etree, isoschematron

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FUNCTIONS = "urn:hgw:functies"
ISO = "{http://purl.oclc.org/dsdl/schematron}"
OWN = "{" + FUNCTIONS + "}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
PHASES = "vraagverheldering intake strategie onderzoek integratie advies evaluatie".split()
# Codes after which hgw-check reports no rules at all.
STOPPERS = {"HGW001", "HGW002", "HGW003", "HGW007"}
# Attributes that are free text: everything else is an id, a date or a word, and is normalised like our loader does.
FREE_TEXT = {"term", "icf", "bron", "klas"}
SPACE = "\ue000"
RULE_CODE = re.compile(r"HGW[1-8]\d\d$")


class Trouble(Exception):
    """Something that makes a comparison impossible: a broken case, rule file or program."""


SCHOOL = ("leerkracht", "zorgcoordinator", "leerlingenbegeleider", "leerondersteuner", "directie")
PARENT = ("ouder", "opvoedingsverantwoordelijke")
REFUSED = ("geweigerd", "ingetrokken")
READERS = ("ouders", "leerling", "school", "extern")


class Consent:
    """What hgw: functions say of one case on one day about who allows what (vocabulary, "Consent" and "Parents").

    The stylesheet works on a copy of the case, so toestemmingen are known by their place."""

    def __init__(self, case, today):
        self.root = case.tree.getroot()
        self.lines = case.lines
        self.phase = case.phase
        self.today = today
        self.pupil = self.root.find("betrokkenen/leerling")
        self.people = {p.get("id"): p for p in self.root.findall("betrokkenen/betrokkene")}
        self.parents = [who for who, p in self.people.items() if p.get("rol") in PARENT]
        self.said = [c for c in self.root.findall("toestemmingen/toestemming") if c.get("datum") <= today]

    def birthday(self, years):
        born = self.pupil.get("geboortedatum")
        day = f"{int(born[:4]) + years:04d}{born[4:]}"
        leap = int(day[:4]) % 4 == 0 and (int(day[:4]) % 100 != 0 or int(day[:4]) % 400 == 0)
        return day if leap or not day.endswith("-02-29") else day[:4] + "-03-01"

    def bekwaam(self, _context=None):
        judged = self.pupil.find("bekwaamheid")
        if judged is not None:
            return judged.get("oordeel")
        if self.pupil.get("geboortedatum") is None:
            return "onbekend"
        return "ja" if self.birthday(12) <= self.today else "nee"

    def verjaardag(self, _context, years):
        return self.birthday(int(years)) if self.pupil.get("geboortedatum") else ""

    def group_of(self, who):
        person = self.people.get(who)
        if person is None or person.get("betrokken") == "nee":
            return None
        rol = person.get("rol")
        return ("ouders" if rol in PARENT else "extern" if rol == "extern" else
                "school" if rol in SCHOOL and rol != "leerondersteuner" else None)

    def word(self, speaker, purpose, about=None):
        """The last word of somebody: on a purpose, for delen about a person (an id) or a group."""
        own = [c for c in self.said if c.get("van") == speaker and c.get("voor") == purpose]
        if purpose != "delen":
            return own[-1] if own else None
        naming = lambda name: [c for c in own if name and name in c.get("ontvanger", "").split()]
        personal, group = naming(about), naming(self.group_of(about))
        later = personal and any(c.get("status") in REFUSED and c.get("datum") > personal[-1].get("datum") for c in group)
        if personal and not later:
            return personal[-1]
        return group[-1] if group else None

    def parents_agree(self, purpose, about=None, before="9999"):
        found = [word for word in (self.word(who, purpose, about) for who in self.parents) if word is not None]
        return (not any(word.get("status") in REFUSED for word in found) and
                any(word.get("status") == "gegeven" and word.get("datum") < before for word in found))

    def decided(self, purpose, about=None):
        word = self.word(self.pupil.get("id"), purpose, about)
        pupil = word is not None and word.get("status") == "gegeven"
        parents = self.parents_agree(purpose, about)
        return {"ja": pupil, "nee": parents, "onbekend": pupil or parents}[self.bekwaam()]

    def outgrown(self, purpose, about=None):
        return (self.pupil.find("bekwaamheid") is None and self.bekwaam() == "ja"
                and self.word(self.pupil.get("id"), purpose, about) is None
                and self.parents_agree(purpose, about, self.birthday(12)))

    def may_have(self, who):
        return (who == self.pupil.get("id") or who in self.parents and self.bekwaam() != "ja" or self.decided("delen", who))

    def toestemming(self, _context, purpose, group=None):
        members = [who for who in self.people if group and self.group_of(who) == group]
        return any(map(self.may_have, members)) if members else self.decided(purpose, group)

    def ouder_dan_verjaardag(self, _context, purpose, group=None):
        members = [who for who in self.people if group and self.group_of(who) == group]
        return any(self.outgrown(purpose, who) for who in members) if members else self.outgrown(purpose, group)

    def mag_lezen(self, _context, people):
        return [p for p in people if self.may_have(p.get("id"))]

    def doet_mee(self, _context, people):
        def kept_out(who):
            word = self.word(self.pupil.get("id"), "delen", who)
            return self.bekwaam() == "ja" and word is not None and word.get("status") in REFUSED
        return [p for p in people if p.get("id") in self.parents and p.get("betrokken") != "nee" and not kept_out(p.get("id"))]

    @staticmethod
    def place(consent):
        return len(list(consent.itersiblings("toestemming", preceding=True)))

    def is_word(self, consent, speaker, about):
        word = self.word(speaker, consent.get("voor"), about)
        return word is not None and self.place(word) == self.place(consent)

    @staticmethod
    def receivers(consent):
        return consent.get("ontvanger", "").split() if consent.get("voor") == "delen" else [None]

    def over_delen(self, _context, speakers, about):
        found = {self.place(word) for speaker in speakers
                 for name in ([p.get("id") for p in about] if isinstance(about, list) else [about])
                 if (word := self.word(speaker.get("id"), "delen", name)) is not None}
        every = speakers[0].getroottree().getroot().findall("toestemmingen/toestemming") if speakers else []
        return [c for c in every if self.place(c) in found]

    def ouder_geeft(self, _context, consents):
        def gives(parent, purpose, about):
            word = self.word(parent, purpose, about)
            return word is not None and word.get("status") == "gegeven"
        return any(self.is_word(c, c.get("van"), about) and gives(parent, c.get("voor"), about)
                   for c in consents for about in self.receivers(c) for parent in self.parents)


class Functions(Consent):
    """The functions that read and write the rules. A node-set comes as a list of elements and (as strings) attributes."""

    @staticmethod
    def text(value):
        """The string value of any value; of a node-set that of its first node."""
        if isinstance(value, list):
            value = value[0] if value else ""
        if etree.iselement(value):
            value = value.xpath("string()")
        return str(int(value) if isinstance(value, float) and value.is_integer() else value)

    @staticmethod
    def holds(value):
        return value == value and bool(value)  # NaN does not

    def als(self, _context, test, then, otherwise=""):
        return then if self.holds(test) else otherwise

    def gevuld(self, _context, nodes):
        return any(words(self.text(node)) for node in nodes)

    @staticmethod
    def short(text):
        """Whole words until there are 36 characters; a word without end is cut after 60."""
        if len(text) <= 36:
            return text
        rest = text[36:60].split(" ")[0]
        shown = text[:36] + rest
        return shown if shown == text else words(shown) + " …"

    def begin(self, _context, text):
        return self.short(words(self.text(text)))

    def noem(self, _context, nodes, language="nl"):
        if not nodes:
            return ""
        return self.name_of(self.sorted(nodes)[0], language)

    @staticmethod
    def sorted(nodes):
        """In document order, which id() does not keep; attributes come as texts."""
        if not nodes or not etree.iselement(nodes[0]):
            return nodes
        return [e for e in nodes[0].getroottree().getroot().iter(etree.Element) if e in nodes]

    def name_of(self, node, language):
        children = list(node.iterchildren(etree.Element))
        name = node.find("naam")
        if name is not None:
            return words(self.text(name)) or node.get("id", "")
        about = next((c for part in ("tekst", "vraag", "middel", "situatie", "invloed") for c in children if c.tag == part),
                     None if children else node)
        text = "" if about is None else self.short(words(self.text(about)))
        name = node.get("id") or ("" if children else node.getparent().get("id", ""))
        quoted = f"“{name}”" if language == "en" else f"„{name}”"
        return " ".join(part for part in (name and quoted, text and f"({text})") if part)

    def lijst(self, _context, last, *values):
        pieces = [piece for value in values for piece in (self.sorted(value) if isinstance(value, list) else [value])]
        language = "en" if last in ("and", "or") else "nl"
        items = [self.name_of(piece, language) if etree.iselement(piece) else words(self.text(piece)) for piece in pieces]
        items = [item for item in items if item]
        if last == "," or len(items) < 2:
            return ", ".join(items)
        return ", ".join(items[:-1]) + f" {last} {items[-1]}"

    def dag(self, _context, date):
        digits = self.text(date).replace("-", "")
        return float(digits) if digits.isdigit() else float("nan")

    def datum(self, _context, date, language="nl"):
        months = ("January February March April May June July August September October November December"
                  if language == "en" else
                  "januari februari maart april mei juni juli augustus september oktober november december").split()
        year, month, day = self.text(date).split("-") if self.text(date) else ("", "", "")
        return f"{int(day)} {months[int(month) - 1]} {year}" if year else ""

    def vandaag(self, _context):
        return self.today

    def leeftijd(self, context, born):
        days = (self.dag(context, self.today) - self.dag(context, born)) / 10000
        return days // 1

    def verwijzers(self, _context, nodes, attribute):
        ids = {node.get("id") for node in nodes} - {None}
        everything = nodes[0].getroottree().getroot().iter(etree.Element) if nodes else []
        return [e for e in everything if ids & set(e.get(attribute, "").split())]

    def laatste_datum(self, _context, nodes):
        return max((self.text(node) for node in nodes), default="")

    def ontbreekt(self, _context, wanted, nodes):
        there = {word for node in nodes for word in self.text(node).split()}
        return ", ".join(word for word in wanted.split() if word not in there)

    def ook_in(self, _context, nodes, others):
        return [node for node in nodes if any(node is other for other in others)]

    def zelfde(self, _context, nodes):
        return len({words(self.text(node)).casefold() for node in nodes}) < 2

    def omgekeerd(self, _context, influences):
        return any(other.get("van") == one.get("naar") and other.get("naar") == one.get("van")
                   for one in influences for other in one.getparent().findall("invloed"))

    # Who may see what.

    def only_parents(self, names):
        return bool(names) and all(who in self.parents for who in names.split())

    def closed(self, element, reader):
        """Visible to this reader only if it says so itself."""
        tag, pupil = element.tag, self.pupil.get("id")
        asks = element.get("van", "").split() if element.getparent().tag == "vraagverheldering" else []
        if (tag in ("score", "notitie", "bekwaamheid", "zorg", "verklaring", "verslag", "voorgeschiedenis")
                or tag == "reden" and element.getparent().tag == "betrokkene"
                or tag in ("positief", "belemmerend") and element.get("bouwsteen") == "thuis-leefcontext"
                or tag == "hypothese" and element.get("soort") == "onderkennend"
                and element.get("status", "open") in ("open", "aangehouden")
                or tag == "akkoord" and element.get("oordeel") == "nee" or pupil in asks):
            return True
        if reader == "leerling" and (tag in ("belemmerend", "onderzoeksvraag", "resultaat", "integratief-beeld") or
                                     tag == "antwoord" and pupil not in element.getparent().get("van", "").split()):
            return True
        return reader != "ouders" and (tag == "ondersteuningsbehoefte" and self.only_parents(element.get("van"))
                                       or tag == "aanpak" and self.only_parents(element.get("door")))

    @staticmethod
    def hangs_on(element):
        """What an element depends on; None: nothing."""
        name = {"evaluatie": "doelen", "afspraak": "aanbeveling", "verantwoording": "object"}.get(element.tag)
        if not name or element.get(name) is None:
            return None
        wanted = element.get(name).split()
        return [e for e in element.getroottree().getroot().iter(etree.Element) if e.get("id") in wanted]

    def excludes(self, reader, around, element):
        """True when this element, or what it hangs on, keeps what is in it from the reader."""
        own = around.get("zichtbaar")
        if own is not None:
            return reader not in own.split()
        return element.tag != "voor-leerling" and self.closed(around, reader)

    def loose(self, readers, element):
        objects = self.hangs_on(element)
        return objects is not None and not any(self.sees(readers, one) for one in objects)

    def sees(self, readers, node):
        """True when all these readers see it."""
        readers = set(readers.split() if isinstance(readers, str) else readers) - {"intern"}
        chain = [node, *node.iterancestors()][:-1]
        if not chain:
            return True
        said = any(e.get("zichtbaar") is not None for e in chain)
        if readers and (not said or node.tag == "voor-leerling" and readers != {"leerling"}):
            return False
        return (not any(self.excludes(reader, e, node) for reader in readers for e in chain)
                and not any(readers and self.loose(readers, e) for e in chain))

    def excluder(self, reader, element):
        """What takes an opening of this element away; None: it works, or nothing does."""
        if reader not in element.get("zichtbaar", "").split() or self.sees(reader, element):
            return None
        around = next((e for e in list(element.iterancestors())[:-1]
                       if self.excludes(reader, e, element) or self.loose([reader], e)), None)
        return around if around is not None else element if self.loose([reader], element) else None

    def uitsluiter(self, _context, nodes, readers=" ".join(READERS)):
        found = [by for e in nodes for reader in readers.split() if (by := self.excluder(reader, e)) is not None]
        return [by for i, by in enumerate(found) if by not in found[:i]]

    def regel(self, _context, nodes):
        if not nodes:
            return float("nan")
        return float(self.lines[list(nodes[0].getroottree().getroot().iter(etree.Element)).index(nodes[0])])

    def fase(self, _context):
        return self.phase

    def zichtbaar(self, _context, nodes, readers):
        return bool(nodes) and all(self.sees(readers, node) for node in nodes)

    def teksten(self, _context, root, readers=None):
        return [e for e in root[0].iter(etree.Element)
                if e.find("*") is None and words(self.text(e)) and e.tag not in ("naam", "school", "contact")
                and (readers is None or self.sees(readers, e))]

    # Words and sentences (vocabulary).

    def bevat(self, _context, name, text):
        return next(iter(phrases(name, self.text(text))), "")

    def met(self, _context, name, nodes):
        return [node for node in nodes if phrases(name, self.text(node))]

    def onverklaard(self, _context, name, nodes, readers):
        for node in nodes:
            for phrase in phrases(name, self.text(node)):
                for reader in readers.split():
                    if self.sees(reader, node) and not self.explains(reader, phrase.casefold(), node):
                        return phrase
        return ""

    def explains(self, reader, phrase, node):
        terms = node.getroottree().getroot().iterfind("woordenlijst/begrip")
        return any(self.sees(reader, begrip) and begrip.get("term").strip() and
                   (phrase in begrip.get("term").casefold() or begrip.get("term").casefold() in phrase) for begrip in terms)

    def met_onverklaard(self, context, name, nodes, readers):
        return [node for node in nodes if self.onverklaard(context, name, [node], readers)]

    def woorden(self, _context, text):
        return float(len(WORD.findall(composed(self.text(text)))))

    def zinnen(self, _context, text):
        return float(len(sentences(self.text(text))))

    def lange_zin(self, _context, text, count):
        return next((words(one) for one in sentences(self.text(text)) if len(WORD.findall(one)) > count), "")

    def zin_met_getal(self, _context, name, text):
        return next((words(one) for one in sentences(self.text(text))
                     if phrases(name, one) and any(word[0].isdigit() for word in WORD.findall(one))), "")

    def leesbaarheid(self, _context, nodes):
        texts = [composed(self.text(node)) for node in nodes]
        found = [word for text in texts for word in WORD.findall(text)]
        if len(found) < 100:
            return float("nan")
        ends = sum(max(len(sentences(text)), 1) for text in texts)
        return 206.84 - 0.93 * len(found) / ends - 77 * sum(map(syllables, found)) / len(found)


WORD = re.compile(r"[^\W_]+(?:[-'\u2018\u2019\u2010\u2011\u00ad][^\W_]+)*")
CLOSING = r"[)\]}\"'«»‘’“”‹›]"
SHAPES = str.maketrans("\u2010\u2011\u2018\u2019", "--''")


def composed(text):
    return unicodedata.normalize("NFC", text)


def syllables(word):
    """Runs of vowels; a trema begins a new one."""
    parts, count, before = unicodedata.normalize("NFD", word.lower()), 0, False
    for place, sign in enumerate(parts):
        if unicodedata.combining(sign):
            continue
        trema = parts[place + 1:place + 2] == "\u0308"
        vowel = sign in "aeiouy"
        count += vowel and (trema or not before)
        before = vowel
    return max(count, 1)


@functools.cache
def read_list(name):
    """The phrases of a word list, those that match most first: (pattern, whether it cancels)."""
    found = []
    with open(os.path.join(ROOT, "schemas", "woordenlijsten", name + ".txt"), encoding="utf-8") as stream:
        for row in stream:
            row = words(re.sub(r"(^|\s)#.*", "", composed(row))).translate(SHAPES)
            if not row:
                continue
            cancels, phrase = row.startswith("!"), row.lstrip("! ")
            rank = (len(phrase.split()), len(phrase.replace(" ", "").rstrip("*")), cancels)
            pattern = r"\s+".join(re.escape(word) for word in phrase.rstrip("*").split())
            found.append((rank, r"(?<!\w)" + pattern + (r"\w*" if phrase.endswith("*") else "") + r"(?!\w)", cancels))
    return [(re.compile(pattern, re.I), cancels) for _, pattern, cancels in sorted(found, key=lambda one: one[0], reverse=True)]


@functools.cache
def phrases(name, text):
    """The phrases of a list in a text that no ! covers, as they are written."""
    text, found = composed(text), []
    shaped, covered, taken = text.translate(SHAPES), 0, 0
    for place in range(len(text)):
        for pattern, cancels in read_list(name):
            match = pattern.match(shaped, place)
            if match and cancels:
                covered = max(covered, match.end())
            elif match and match.end() > covered and place >= taken:
                taken = match.end()
                found.append(words(text[place:taken]))
            if match:
                break
    return found


@functools.cache
def sentences(text):
    """The sentences that hold a word."""
    text, found, start = composed(text), [], 0
    abbreviations = "|".join(pattern.pattern.removesuffix(r"(?!\w)") for pattern, _ in read_list("afkortingen"))
    short = r"(?:\d+|[^\W_])"
    no_end = re.compile(rf"(?:{abbreviations}|(?<!\w)(?<!\w[-'’]){short}\.|(?<=[(\[{{‚„\"'«»‘’“”‹›]){short}{CLOSING}+\.)$", re.I)
    for stop in re.finditer(rf"[.!?]{CLOSING}*(?=\s|$)", text):
        if stop.end() == len(text) or stop[0][0] != "." or not no_end.search(text[max(stop.start() - 40, 0):stop.start() + 1]):
            found.append(text[start:stop.end()])
            start = stop.end()
    return [one for one in found + [text[start:]] if WORD.search(one)]


NAMES = """als begin bekwaam bevat dag datum doet-mee fase gevuld laatste-datum lange-zin leeftijd
    leesbaarheid lijst mag-lezen met met-onverklaard noem omgekeerd ontbreekt onverklaard ook-in
    ouder-dan-verjaardag ouder-geeft over-delen regel teksten toestemming uitsluiter vandaag
    verjaardag verwijzers woorden zelfde zichtbaar zin-met-getal zinnen""".split()


class Rules:
    """The rule files, compiled by the skeleton: a stylesheet for each and each phase, made when it is first asked for."""

    def __init__(self, paths):
        self.trees = []
        for path in paths:
            tree = etree.parse(path)
            for step in (isoschematron.iso_dsdl_include, isoschematron.iso_abstract_expand):
                tree = step(tree)
            self.trees.append(tree.getroot())
        self.compiled = {}
        self.asked = None  # what the functions know of the case at hand
        self.functions = {(FUNCTIONS, name): lambda *call, method=name.replace("-", "_"): getattr(self.asked, method)(*call)
                          for name in NAMES}

    @staticmethod
    def of_phase(root, phase):
        """The patterns that hold from hgw:vanaf up to and with hgw:tot, with the help line of each rule named."""
        root = copy.deepcopy(root)
        ids = {d.get("id") for d in root.iter(ISO + "diagnostic")}
        for pattern in root.findall(ISO + "pattern"):
            first, last = pattern.get(OWN + "vanaf", PHASES[0]), pattern.get(OWN + "tot", PHASES[-1])
            if not PHASES.index(first) <= PHASES.index(phase) <= PHASES.index(last):
                root.remove(pattern)
        for test in root.iter(ISO + "assert", ISO + "report"):
            if test.get("id") + ".hulp" in ids:
                test.set("diagnostics", test.get("id") + ".hulp")
        # lxml does not tell a function about the document: it gets the root.
        for element in root.iter(etree.Element):
            for name, value in element.items():
                element.set(name, value.replace("hgw:teksten()", "hgw:teksten(/*)").replace("hgw:teksten('", "hgw:teksten(/*, '"))
        # A context of ours may be any XPath; one of XSLT is a pattern, without variables.
        for rule in root.iter(ISO + "rule"):
            if rule.get("context").startswith("$"):
                value = rule.get("context")
                while "$" in value:
                    value = re.sub(r"\$([\w-]+)",
                                   lambda used: "(%s)" % root.find(f"{ISO}let[@name='{used[1]}']").get("value"), value)
                rule.set("context", f"*[hgw:ook-in(., {value})]")
        # XSLT drops white space that stands alone between two values.
        for value in root.iter(ISO + "value-of", ISO + "name"):
            if value.tail and not value.tail.strip() and value.getnext() is not None:
                value.tail = SPACE
        return etree.ElementTree(root)

    def run(self, case, date):
        phase = case.phase
        if phase not in self.compiled:
            self.compiled[phase] = [etree.XSLT(isoschematron.iso_svrl_for_xslt1(self.of_phase(root, phase)),
                                               extensions=self.functions) for root in self.trees]
        self.asked = Functions(case, date)
        return [hit for sheet in self.compiled[phase] for hit in sheet(case.tree).getroot()]


class Case:
    """A case file as a tree in which `id` is an ID, with the line of every start tag."""

    def __init__(self, path):
        try:
            with open(path, "rb") as stream:
                data = stream.read()
            self.lines = start_tag_lines(data)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            root = etree.fromstring(data, parser)
        except (OSError, etree.XMLSyntaxError, xml.parsers.expat.ExpatError) as problem:
            raise Trouble(f"{path}: {problem}")
        if root.getroottree().docinfo.doctype:
            raise Trouble(f"{path}: has a DOCTYPE")
        for element in root.iter(etree.Element):
            for name, value in element.items():
                if name not in FREE_TEXT:
                    element.set(name, " ".join(value.split()))
        named = sorted({e.tag for e in root.iter(etree.Element) if e.get("id") and "{" not in e.tag})
        subset = "".join(f"<!ATTLIST {name} id ID #IMPLIED>" for name in named)
        text = f"<!DOCTYPE {root.tag} [{subset}]>".encode() + etree.tostring(root)
        self.tree = etree.fromstring(text, etree.XMLParser(huge_tree=True)).getroottree()
        self.phase = root.get("fase")
        if self.phase not in PHASES:
            raise Trouble(f"{path}: unknown fase „{self.phase}”")

    def line(self, element):
        if not hasattr(self, "order"):
            self.order = {e: i for i, e in enumerate(self.tree.getroot().iter(etree.Element))}
        return self.lines[self.order[element]]


def start_tag_lines(data):
    """The line of the `<` of every start tag, in document order (libxml2 keeps the line where the tag ends)."""
    lines = []
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = lambda *_: lines.append(parser.CurrentLineNumber)
    parser.Parse(data, True)
    return lines


def findings_of(case, rules, date, prefixes):
    """What the skeleton finds: sorted records (line, code, level, element, message, help)."""
    found = []
    for hit in rules.run(case, date):
        if hit.tag not in (SVRL + "failed-assert", SVRL + "successful-report"):
            continue
        if not hit.get("id", "").startswith(prefixes):
            continue
        places = case.tree.xpath(hit.get("location"))
        if len(places) != 1:
            raise Trouble(f"{hit.get('id')}: {hit.get('location')} is {len(places)} nodes")
        texts = {d.get("diagnostic"): words(d.xpath("string()")) for d in hit.iter(SVRL + "diagnostic-reference")}
        code = hit.get("id")
        found.append((case.line(places[0]), code, hit.get("role", ""), places[0].tag,
                      words(hit.findtext(SVRL + "text") or ""), texts.get(code + ".hulp", "")))
    return sorted(found)


def words(text):
    return " ".join(text.replace(SPACE, " ").split())


def expected_findings(path, prefixes):
    """(line, code, level, element) from the expected findings of a case; None when nobody wrote them down."""
    folder = os.path.basename(os.path.dirname(path))
    only = folder if RULE_CODE.match(folder) else ""
    name = re.sub(r"\.hgw\.xml$", "", path) + ".findings"
    if only and os.path.basename(path).startswith("clean"):
        return [], only
    if not os.path.exists(name):
        return None, only
    expected = []
    with open(name, encoding="utf-8") as stream:
        for row in stream:
            code, line, level, element = row.rstrip("\n").split("\t")
            if RULE_CODE.match(code) and code.startswith(prefixes):
                expected.append((int(line), code, level, element))
    return sorted(expected), only


def check_reports(program, paths, date):
    """What hgw-check says: {path: its JSON object}."""
    environment = dict(os.environ)
    environment.setdefault("HGW_DATADIR", ROOT)
    command = [program, "-f", "json", "--lang=nl", f"--date={date}", "--", *paths]
    try:
        run = subprocess.run(command, capture_output=True, env=environment, check=False)
    except OSError as problem:
        raise Trouble(f"{program}: {problem}")
    if run.returncode not in (0, 1):
        raise Trouble(f"{program}: exit status {run.returncode}: {run.stderr.decode(errors='replace').strip()}")
    reports = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines() if line.strip()]
    return {report["file"]: report for report in reports}


def differences(path, ours, theirs, names):
    """Print what is on one side only (as a multiset); return how many lines that took."""
    left, right = list(theirs), []
    for record in ours:
        if record in left:
            left.remove(record)
        else:
            right.append(record)
    for name, records in ((names[0], right), (names[1], left)):
        for record in records:
            print(f"{path}: only {name}: " + "\t".join(str(field) for field in record))
    return len(left) + len(right)


def default_cases():
    found = []
    for pattern in ("tests/rules/*/*.hgw.xml", "examples/*.hgw.xml", "tests/cases/*.hgw.xml"):
        found += sorted(glob.glob(os.path.join(ROOT, pattern)))
    return [os.path.relpath(path) for path in found]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", metavar="HGW-CHECK")
    parser.add_argument("--findings", action="store_true")
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--codes", default="HGW")
    parser.add_argument("--rules", action="append")
    parser.add_argument("--date", default=os.environ.get("HGW_DATE") or "2026-11-24")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    return parser.parse_args()


def main():
    options = arguments()
    prefixes = tuple(options.codes.split(","))
    paths = options.cases or default_cases()
    if not paths:
        raise Trouble("no cases found")
    rules = Rules(options.rules or sorted(glob.glob(os.path.join(ROOT, "schemas", "regels", "[1-8]-*.sch"))))
    reports = check_reports(options.check, paths, options.date) if options.check else {}
    wrong = troubled = compared = skipped = total = 0
    for path in paths:
        if options.check:
            if path not in reports:
                raise Trouble(f"{path}: not in the JSON of {options.check}")
            stopped = sorted({f["code"] for f in reports[path]["findings"]} & STOPPERS)
            if stopped:
                print(f"skipped {path}: {' '.join(stopped)}, so no rules were run", file=sys.stderr)
                skipped += 1
                continue
        try:
            found = findings_of(Case(path), rules, options.date, prefixes)
        except Trouble as problem:
            print(f"schematron.py: {problem}", file=sys.stderr)
            troubled += 1
            continue
        total += len(found)
        if options.findings:
            expected, only = expected_findings(path, prefixes)
            if expected is None:
                print(f"skipped {path}: no .findings beside it", file=sys.stderr)
                skipped += 1
                continue
            found = [record for record in found if not only or record[1] == only]
            wrong += differences(path, [record[:4] for record in found], expected, ("found", "expected"))
            compared += 1
        elif options.check:
            theirs = [(f["line"], f["code"], f["level"], f["element"], words(f["message"]), words(f["help"] or ""))
                      for f in reports[path]["findings"]
                      if RULE_CODE.match(f["code"]) and f["code"].startswith(prefixes)]
            wrong += differences(path, found, theirs, ("skeleton", "hgw-check"))
            compared += 1
        if options.texts or not (options.findings or options.check):
            for line, code, *texts in found:
                print("\t".join([path, str(line), code] + (texts if options.texts else [])))
    if options.findings or options.check:
        print(f"{compared} cases compared, {total} findings, {wrong} differences, {skipped} skipped", file=sys.stderr)
    if troubled or ((options.findings or options.check) and not compared):
        return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        print(f"schematron.py: {trouble}", file=sys.stderr)
        sys.exit(2)
    except etree.Error as broken:
        print(f"schematron.py: the rule file does not compile: {broken}", file=sys.stderr)
        sys.exit(2)
