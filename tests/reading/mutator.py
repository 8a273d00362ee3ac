"""Valid cases, made of others by dropping, adding, emptying, moving and changing what the vocabulary allows."""
import datetime
import os
import random
from xml.sax.saxutils import escape, quoteattr

from model import AUDIENCES, LISTS, PARENT, PHASES, STAFF, Element

PEOPLE = ("leerling", "betrokkene")
NEEDS = ("onderwijsbehoefte", "opvoedingsbehoefte")
ALL_NEEDS = NEEDS + ("ondersteuningsbehoefte",)
ROLES = PARENT + STAFF + ("clb", "tolk", "medeleerling", "groep", "extern")
POINTS = ("doelen", "behoeften", "aanbevelingen", "uitvoering", "evaluatie")
CODES = [101, 102, 105, 109, 112, 114, 116, 203, 205, 303, 402, 404, 407, 505, 602, 606, 607, 705, 706, 708, 714, 716, 802, 804, 822, 861, 872, 999]

SECTIONS = {
    "betrokkenen": ["betrokkene"],
    "toestemmingen": ["toestemming"],
    "overleggen": ["notitie", "overleg", "overleg"],
    "vraagverheldering": ["hulpvraag", "zorg", "verwachting", "verklaring", "oplossing"],
    "overzicht": ["voorgeschiedenis", "aanpak", "positief", "belemmerend", "uitzondering", "voor-leerling"],
    "inzicht": ["wisselwerking", "hypothese"],
    "strategie": ["onderzoeksvraag", "besluit"],
    "onderzoeken": ["onderzoek"],
    "uitzicht": ["integratief-beeld", "voor-leerling", "doel", *ALL_NEEDS, "aanbeveling"],
    "advies": ["akkoord", "afspraak", "evaluatie"],
    "woordenlijst": ["begrip"],
    "verantwoordingen": ["verantwoording"],
}

# The children of an element: name, at least, at most.
CHILDREN = {
    "leerling": [("naam", 1, 1), ("school", 0, 1), ("bekwaamheid", 0, 1)],
    "betrokkene": [("naam", 1, 1), ("contact", 0, 1), ("reden", 0, 1)],
    "overleg": [("bedoeling", 0, 1), ("afwezig", 0, 3), ("verslag", 0, 1)],
    "hulpvraag": [("vraag", 1, 1), ("antwoord", 0, 1), ("voor-leerling", 0, 1)],
    "uitzondering": [("situatie", 1, 1), ("wie-doet-wat", 0, 1), ("uitbreiden", 0, 1)],
    "wisselwerking": [("invloed", 1, 3)],
    "hypothese": [("tekst", 1, 1), ("onderbouwing", 0, 1)],
    "onderzoeksvraag": [("vraag", 1, 1), ("als-dan", 0, 3), ("antwoord", 0, 1), ("voor-leerling", 0, 1)],
    "als-dan": [("als", 1, 1), ("dan", 1, 1)],
    "onderzoek": [("middel", 1, 1), ("waarom", 0, 1), ("resultaat", 0, 1), ("score", 0, 2)],
    "doel": [("tekst", 1, 1), ("eigen-woorden", 0, 1), ("startsituatie", 0, 1), ("criterium", 0, 1), ("meetwijze", 0, 1),
             ("haalbaarheid", 0, 1), ("inspiratie", 0, 1)],
    "aanbeveling": [("tekst", 1, 1), ("reden", 0, 1), ("voor-leerling", 0, 1)],
    "evaluatie": [("methode", 0, 1), ("resultaat", 0, 1), ("vervolg", 0, 1), ("voor-leerling", 0, 1)],
}


def one_of(*values, required=False):
    return ("value", values, required)


def points_to(*kinds, many=True, required=False):
    return ("many" if many else "one", kinds, required)


def day(required=False):
    return ("day", None, required)


PERSON = points_to(*PEOPLE, many=False, required=True)
PERSONS = points_to(*PEOPLE, required=True)
SOME = points_to(*PEOPLE)
SAYS = {"van": PERSONS}
ASPECT = {"bouwsteen": one_of("leerling", "schoolcontext", "thuis-leefcontext", required=True), "betreft": SOME,
          "veranderbaar": one_of("ja", "nee"), "bron": ("text", None, False)}
NEED = {"doelen": points_to("doel"), "aanbod": one_of("reeds", "deels", "nog-niet"), "haalbaar": one_of("ja", "deels", "nee")}
ATTRIBUTES = {
    "casus": {"fase": one_of(*PHASES, required=True), "start": day(True)},
    "leerling": {"geboortedatum": day()},
    "betrokkene": {"rol": one_of(*ROLES, required=True), "tolk": one_of("ja", "nee"), "betrokken": one_of("ja", "nee")},
    "bekwaamheid": {"oordeel": one_of("ja", "nee", required=True)},
    "toestemming": {"van": PERSON, "voor": one_of("opstart", "opvragen", "delen", required=True), "ontvanger": ("receivers", None, False),
                    "status": one_of("gegeven", "geweigerd", "ingetrokken", "niet-vereist", required=True), "datum": day(True)},
    "notitie": {"datum": day(True), "wie": SOME},
    "overleg": {"datum": day(True), "deelnemers": SOME,
                "soort": one_of("intake", "terugkoppeling", "adviesgesprek", "adviesgesprek", "evaluatie", "ander", required=True)},
    "afwezig": {"wie": PERSON},
    "hulpvraag": SAYS, "zorg": SAYS, "verwachting": SAYS, "verklaring": SAYS, "oplossing": SAYS,
    "voorgeschiedenis": {"bron": ("text", None, False)},
    "aanpak": {"door": SOME, "van": day(), "tot": day(), "effect": one_of("werkt", "deels", "niet", "onbekend")},
    "positief": ASPECT, "belemmerend": ASPECT,
    "wisselwerking": {"afstemming": one_of("match", "mismatch", required=True)},
    "invloed": {"van": PERSON, "naar": PERSON},
    "hypothese": {"soort": one_of("onderkennend", "verklarend", required=True), "alternatief-voor": points_to("hypothese", many=False),
                  "status": one_of("open", "aanvaard", "verworpen", "aangehouden"),
                  "steunt-op": points_to("positief", "belemmerend", "uitzondering", "aanpak", "wisselwerking")},
    "onderzoeksvraag": {"keuze": one_of("onderzoeken", "al-beantwoord", "niet-weerhouden"), "hulpvraag": points_to("hulpvraag", many=False),
                        "soort": one_of("onderkennend", "verklarend", "indicerend", "evaluatief"), "hypothesen": points_to("hypothese")},
    "besluit": {"informatie": one_of("voldoende", "onvoldoende", required=True), "terugkoppeling": points_to("overleg", "notitie")},
    "onderzoek": {"vragen": points_to("onderzoeksvraag"), "uitvoerder": points_to(*PEOPLE, many=False), "datum": day()},
    "doel": {"termijn": one_of("lang", "middellang", "kort", "kort", required=True), "boven": points_to("doel", many=False),
             "hulpvragen": points_to("hulpvraag"), "voor": SOME, "streefdatum": day(), "aanvaard-door": SOME},
    "onderwijsbehoefte": NEED, "opvoedingsbehoefte": NEED,
    "ondersteuningsbehoefte": {"van": PERSONS, "behoefte": points_to(*NEEDS, many=False)},
    "aanbeveling": {"behoeften": points_to(*ALL_NEEDS), "benut": points_to("positief", "uitzondering", "aanpak"), "voor": SOME,
                    "pakt-aan": points_to("wisselwerking", "belemmerend"), "status": one_of("voorgesteld", "gekozen", "niet-gekozen")},
    "akkoord": {"punten": ("points", None, True), "wie": PERSONS, "oordeel": one_of("ja", "nee", required=True),
                "gevolg": points_to("afspraak", "aanbeveling", "ondersteuningsbehoefte", "overleg", "akkoord")},
    "afspraak": {"aanbeveling": points_to("aanbeveling", many=False), "wie": SOME, "van": day(), "tot": day(),
                 "uitkomst": one_of("gebeurd", "deels", "niet"), "toelichting": ("text", None, False)},
    "evaluatie": {"doelen": points_to("doel", required=True), "gepland": day(), "uitgevoerd": day(),
                  "besluit": one_of("bereikt", "verder", "anders", "stoppen")},
    "begrip": {"term": ("term", None, True)},
    "verantwoording": {"regel": ("code", None, True), "object": points_to("*", many=False)},
}
REFERENCES = {(e, a): spec for e, all_of in ATTRIBUTES.items() for a, spec in all_of.items() if spec[0] in ("one", "many")}


def to_xml(e, depth=0):
    """One start tag a line, so that a line is an element."""
    attributes = "".join(f" {k}={quoteattr(v)}" for k, v in e.attributes.items())
    inside = escape("".join(e.parts)) + "<?vul-in wat hier komt?>" * bool(e.hints)
    if e.children:
        inside = "<?vul-in nog iets?>" * bool(e.hints) + "\n" + "".join(to_xml(x, depth + 1) for x in e.children) + "  " * depth
    return f'{"  " * depth}<{e.name}{attributes}>{inside}</{e.name}>\n'


class Mutator:
    def __init__(self, seed, texts):
        self.chance, self.texts, self.count = random.Random(seed), texts, 0
        self.today = self.chance.choice(["2026-11-24", "2026-11-24", "2026-10-12", "2027-01-29", "2026-09-20"])

    def likely(self, odds):
        return self.chance.random() < odds

    # Values

    def date(self, around=None):
        days = self.chance.choice([-120, -60, -20, -7, -1, 0, 0, 1, 7, 20, 60, 120])
        return (datetime.date.fromisoformat(around or self.today) + datetime.timedelta(days)).isoformat()

    def birth(self):
        """Often a birthday that counts."""
        year = int(self.today[:4]) - self.chance.choice([6, 7, 11, 12, 12, 12, 12, 17, 18, 18])
        if self.likely(0.1):
            return "2016-02-29" if self.likely(0.5) else "2008-02-29"
        return self.date(f"{year}{self.today[4:]}")

    def phrase(self, name):
        with open(os.path.join(LISTS, name + ".txt"), encoding="utf-8") as file:
            phrases = [line.strip() for line in file if line.strip() and not line.startswith("#")]
        phrase = self.chance.choice(phrases).lstrip("!")
        return phrase.replace("*", self.chance.choice(["", "en", "e"]))

    def text(self, name=""):
        """Words of a case, or with a phrase of a list in them: whole, glued to other letters, in capitals, twice."""
        chance = self.chance
        plain = chance.choice(self.texts)
        if self.likely(0.45):
            return plain
        often = {"tekst": "vermijding vaag onbepaalde-tijd etiket", "criterium": "vaag vaag getal onbepaalde-tijd",
                 "dan": "weten-om-te-weten etiket advieswoorden", "vraag": "etiket attest", "positief": "terugname terugname gevoelig",
                 "integratief-beeld": "gevoelig", "antwoord": "vakjargon",
                 "onderwijsbehoefte": "etiket behoefte", "opvoedingsbehoefte": "etiket behoefte"}.get(name, "")
        lists = often.split() * 2 + "verwijt vakjargon score gevoelig onbepaalde-tijd etiket".split()
        if often and self.likely(0.7):
            lists = often.split()
        phrases = [self.phrase(chance.choice(lists)) for _ in range(chance.choice([1, 1, 1, 2]))]
        phrases = [chance.choice([p, p, p, p.upper(), p.capitalize(), p + "je", p + "-test", "(" + p + ")", p.replace(" ", "  ")])
                   for p in phrases]
        number = chance.choice(["", "", " 84", " 7,5", ". In 2025 was het zo", " (bv. thuis)", " om 4. Daarna niet", "! Of p. 12"])
        words = plain.rstrip(".").split(" ")
        at = chance.randint(0, len(words))
        words[at:at] = [" ".join(phrases) + number]
        text = " ".join(words) + chance.choice([".", ".", "?", "", '."', " Enz."])
        if self.likely(0.1):  # a long sentence
            text = " en ".join(t.rstrip(".") for t in chance.sample(self.texts, 4)) + ", " + text
        return text + (" " + chance.choice(self.texts) if self.likely(0.15) else "")

    def value(self, root, name, attribute, spec):
        """A permitted value, or None when the file has nothing to point to."""
        chance = self.chance
        kind, of, _ = spec
        if kind == "value":
            return chance.choice(of)
        if kind == "day":
            if attribute == "geboortedatum":
                return self.birth()
            return self.date(chance.choice([self.today, root.get("start"), self.chance.choice(self.dates(root))]))
        if kind == "text":
            return self.text(name)
        if kind == "points":
            return " ".join(chance.sample(POINTS, chance.randint(1, 5)))
        if kind == "term":
            return chance.choice([self.phrase("vakjargon"), self.phrase("vakjargon") + "-lijst", "kaart"]).replace("  ", " ")
        if kind == "code":
            return f"HGW{chance.choice(CODES)}"
        ids = [e.get("id") for e in root.walk() if e.has("id") and (kind == "receivers" and e.name == "betrokkene"
               or kind != "receivers" and (e.name in of or of == ("*",)))]
        if kind == "receivers":
            return " ".join(chance.sample(sorted({*ids, "ouders", "school", "extern"}), chance.choice([1, 1, 1, 2])))
        if not ids:
            return None
        if kind == "one":
            return chance.choice(ids)
        return " ".join(chance.sample(ids, min(len(ids), chance.choice([1, 1, 2, 3, 5]))))

    @staticmethod
    def dates(root):
        return [e.get(a) for e in root.walk() for a, spec in ATTRIBUTES.get(e.name, {}).items() if spec[0] == "day" and e.has(a)]

    def readers(self):
        return self.chance.choice(["intern", "ouders", "ouders leerling", "ouders leerling school", "ouders leerling school",
                                   "ouders school", "school", "extern", "ouders leerling school extern", "leerling"])

    # Making

    def make(self, root, name, parent):
        """A new element with what it must have and some of what it may have, or None where it cannot be."""
        element = Element(name, {}, parent)
        for attribute, spec in ATTRIBUTES.get(name, {}).items():
            if spec[2] or self.likely(0.7):
                value = self.value(root, name, attribute, spec)
                if value is not None:
                    element.attributes[attribute] = value
                elif spec[2]:
                    return None
        if parent.name in SECTIONS:
            self.count += 1
            element.attributes["id"] = f"nieuw{self.count}"
        if self.likely(0.25):
            element.attributes["zichtbaar"] = self.readers()
        for child, least, most in CHILDREN.get(name, []):
            for _ in range(self.chance.randint(least, most)):
                made = self.make(root, child, element)
                if made is not None:
                    element.children.append(made)
        if not element.children and name not in CHILDREN and not self.likely(0.1):
            element.parts = [self.text(name)]
        return element

    def section(self, root, name):
        order = list(SECTIONS)
        found = root.child(name)
        if found is None:
            found = Element(name, {"zichtbaar": self.readers()}, root)
            root.children.append(found)
            root.children.sort(key=lambda e: order.index(e.name))
        return found

    def drop(self, root, element):
        """Takes the element out, and every reference to what was in it."""
        if element not in element.parent.children:
            return
        element.parent.children.remove(element)
        gone = {e.get("id") for e in element.walk() if e.has("id")}
        for e in list(root.walk()):
            for attribute in ("niet-voor", "auteur", *ATTRIBUTES.get(e.name, {})):
                is_reference = attribute in ("niet-voor", "ontvanger", "auteur") or (e.name, attribute) in REFERENCES
                if is_reference and gone & set(e.words(attribute)):
                    self.put(root, e, attribute, " ".join(i for i in e.words(attribute) if i not in gone))

    def put(self, root, e, attribute, value):
        spec = ATTRIBUTES.get(e.name, {}).get(attribute, ("", None, False))
        if value:
            e.attributes[attribute] = value
        elif not spec[2]:
            e.attributes.pop(attribute, None)
        elif e.parent is not None and e in e.parent.children:
            if self.may_go(e):
                self.drop(root, e)
            else:
                self.drop(root, e.parent)

    @staticmethod
    def may_go(e):
        if e.parent is None or e.name in ("leerling", "betrokkenen"):
            return False
        least = next((low for name, low, _ in CHILDREN.get(e.parent.name, []) if name == e.name), 0)
        return len(e.parent.named(e.name)) > least

    # Mutations: each does one thing somewhere

    def mutate_drop(self, root):
        going = [e for e in root.walk() if self.may_go(e) and e.parent is not root]
        if going:
            self.drop(root, self.chance.choice(going))

    def mutate_drop_section(self, root):
        going = [e for e in root.children if e.name != "betrokkenen"]
        if going and self.likely(0.3):
            self.drop(root, self.chance.choice(going))

    def mutate_drop_kind(self, root):
        """Every element of one name, such as all positief of home."""
        going = [e for e in root.walk() if self.may_go(e) and e.parent is not root]
        if going:
            one = self.chance.choice(going)
            kind = [e for e in going if e.name == one.name and e.get("bouwsteen") == one.get("bouwsteen")]
            for e in kind:
                if e.parent is not None and e in e.parent.children and self.may_go(e):
                    self.drop(root, e)

    def mutate_text(self, root):
        texts = [e for e in root.walk() if e.parts and "".join(e.parts).strip()]
        if texts:
            e = self.chance.choice(texts)
            e.parts, e.hints = [self.text(e.name)], 0

    def mutate_empty(self, root):
        texts = [e for e in root.walk() if e.parts and "".join(e.parts).strip()]
        if texts:
            e = self.chance.choice(texts)
            e.parts, e.hints = self.chance.choice([[], [], [" "]]), self.chance.choice([0, 1])

    def mutate_attribute(self, root):
        e = self.chance.choice([e for e in root.walk() if e.name in ATTRIBUTES])
        attribute, spec = self.chance.choice(list(ATTRIBUTES[e.name].items()))
        if self.likely(0.3):
            self.put(root, e, attribute, None if not spec[2] else e.get(attribute))
            return
        value = self.value(root, e.name, attribute, spec)
        if e.name == "leerling" and attribute == "geboortedatum" or value is not None:
            e.attributes[attribute] = value
        if e.name == "betrokkene" and e.get("id") == root.get("auteur") and e.get("rol") != "clb":
            root.attributes.pop("auteur")

    def mutate_zichtbaar(self, root):
        e = self.chance.choice([e for e in root.walk() if e.parent is not None])
        if self.likely(0.25):
            e.attributes.pop("zichtbaar", None)
        else:
            e.attributes["zichtbaar"] = self.readers()

    def mutate_niet_voor(self, root):
        e = self.chance.choice([e for e in root.walk() if e.parent is not None])
        e.attributes["niet-voor"] = self.value(root, e.name, "niet-voor", SOME)

    def mutate_add(self, root):
        name = self.chance.choice(list(SECTIONS))
        section = self.section(root, name)
        element = self.chance.choice(SECTIONS[name])
        if element == "besluit" and section.child("besluit"):
            return
        made = self.make(root, element, section)
        if made is not None:
            before_last = element != "besluit" and section.child("besluit") is not None
            least = 1 if name == "betrokkenen" else 0
            most = len(section.children) - (1 if before_last else 0)
            section.children.insert(most if element == "besluit" else self.chance.randint(least, max(most, least)), made)

    def mutate_add_child(self, root):
        e = self.chance.choice([e for e in root.walk() if e.name in CHILDREN])
        name, _, most = self.chance.choice(CHILDREN[e.name])
        if len(e.named(name)) < most and not e.parts:
            made = self.make(root, name, e)
            if made is not None:
                order = [n for n, _, _ in CHILDREN[e.name]]
                e.children.append(made)
                e.children.sort(key=lambda x: order.index(x.name))

    def mutate_born(self, root):
        pupil = root.child("betrokkenen").child("leerling")
        pupil.attributes["geboortedatum"] = self.birth()
        if self.likely(0.15):
            pupil.attributes.pop("geboortedatum")

    def mutate_consent(self, root):
        """A word of the pupil or a parent, after those that stand there."""
        people = [e for e in root.walk() if e.name == "leerling" or e.get("rol") in PARENT]
        section = self.section(root, "toestemmingen")
        made = self.make(root, "toestemming", section)
        made.attributes["van"] = self.chance.choice(people).get("id")
        last = section.children[-1].get("datum") if section.children else root.get("start")
        if self.likely(0.8):
            later = datetime.date.fromisoformat(last) + datetime.timedelta(self.chance.choice([0, 1, 5]))
            made.attributes["datum"] = later.isoformat()
        section.children.append(made)

    def mutate_became_twelve(self, root):
        """A parent said yes before the twelfth birthday, which was just now; the pupil said nothing."""
        pupil = root.child("betrokkenen").child("leerling")
        parent = next((e for e in root.walk() if e.get("rol") in PARENT), None)
        if parent is None or self.likely(0.5):
            return
        for e in [e for e in root.walk() if e.name == "toestemming" and self.likely(0.9)]:
            self.drop(root, e)
        pupil.children = [e for e in pupil.children if e.name != "bekwaamheid"]
        twelfth = self.date()
        pupil.attributes["geboortedatum"] = f"{int(twelfth[:4]) - 12}{twelfth[4:]}".replace("02-29", "02-28")
        section = self.section(root, "toestemmingen")
        for purpose in ("opstart", "opvragen", "delen"):
            word = {"van": parent.get("id"), "voor": purpose, "status": "gegeven", "datum": self.date(twelfth)}
            if purpose == "delen":
                word["ontvanger"] = "school ouders"
            section.children.append(Element("toestemming", word, section))

    def mutate_capacity(self, root):
        """A judgement on the pupil, with and without a motivation."""
        pupil = root.child("betrokkenen").child("leerling")
        if pupil.child("bekwaamheid") is None:
            judged = Element("bekwaamheid", {"oordeel": self.chance.choice(["ja", "nee"])}, pupil)
            judged.parts = self.chance.choice([[], [], [self.text()]])
            pupil.children.append(judged)

    def mutate_parents_disagree(self, root):
        parents = [e for e in root.walk() if e.get("rol") in PARENT]
        section = self.section(root, "toestemmingen")
        purpose = self.chance.choice(["opstart", "opvragen", "delen", "delen"])
        for parent in parents:
            word = {"van": parent.get("id"), "voor": purpose, "datum": self.date(), "status": self.chance.choice(["gegeven", "geweigerd", "ingetrokken"])}
            if purpose == "delen":
                word["ontvanger"] = self.value(root, "toestemming", "ontvanger", ("receivers", None, False))
            section.children.append(Element("toestemming", word, section))

    def mutate_goal(self, root):
        """What is asked of the words of a goal."""
        goals = [e for e in root.walk() if e.name == "doel"]
        if goals:
            goal = self.chance.choice(goals)
            for e in goal.children:
                if e.name in ("tekst", "criterium"):
                    e.parts = [self.text(e.name)]
            if goal.child("criterium") and self.likely(0.3):
                self.drop(root, goal.child("criterium"))
            goal.attributes.pop(self.chance.choice(["streefdatum", "aanvaard-door", "boven", "-"]), None)
            goal.attributes["voor"] = self.value(root, "doel", "voor", SOME)

    def mutate_strength(self, root):
        for e in root.walk():
            if e.name in ("positief", "integratief-beeld", "voor-leerling") and self.likely(0.3):
                e.parts = [self.text(e.name)]

    def mutate_hard_words(self, root):
        """Long words everywhere: a case that is hard to read."""
        if self.likely(0.2):
            for e in root.walk():
                if e.parts and e.name not in ("naam", "school", "contact") and self.likely(0.7):
                    e.parts = [" ".join(self.chance.sample(
                        ["verantwoordelijkheidsgevoel", "begeleidingsmogelijkheden", "zelfstandigheid", "is", "een", "georganiseerde", "ideeën",
                         "samenwerkingsovereenkomst", "communicatieve", "na", "continuïteit", "reële", "de", "café", "o.a.", "L."], 9)) + "."]

    def mutate_objection(self, root):
        section = self.section(root, "advies")
        made = self.make(root, "akkoord", section)
        made.attributes["oordeel"] = "nee"
        if self.likely(0.5):
            made.attributes.pop("gevolg", None)
        section.children.append(made)

    def mutate_meeting_held(self, root):
        """An advice meeting, often in the past, often with people missing."""
        section = self.section(root, "overleggen")
        made = self.make(root, "overleg", section)
        made.attributes["soort"] = "adviesgesprek"
        made.attributes["datum"] = self.date(self.date(self.today))
        section.children.append(made)

    def mutate_only_the_pupil(self, root):
        """Recommendations for the pupil alone, some against what will not change."""
        pupil = root.child("betrokkenen").child("leerling").get("id")
        hinders = [e for e in root.walk() if e.name == "belemmerend" and e.has("id")]
        alone = self.likely(0.4)
        for e in root.walk():
            if e.name == "aanbeveling":
                e.attributes["voor"] = pupil
                if alone:
                    e.attributes.pop("benut", None)
                if hinders and self.likely(0.3):
                    hinder = self.chance.choice(hinders)
                    hinder.attributes["veranderbaar"] = self.chance.choice(["nee", "nee", "ja"])
                    e.attributes["pakt-aan"] = hinder.get("id")

    def mutate_same_day(self, root):
        """Two dates on one day, or one of today: where "earlier" ends."""
        for _ in range(3):
            e = self.chance.choice([e for e in root.walk() if e.name in ATTRIBUTES])
            for attribute, spec in ATTRIBUTES[e.name].items():
                if spec[0] == "day" and e.name != "leerling" and (e.has(attribute) or self.likely(0.3)):
                    e.attributes[attribute] = self.chance.choice([self.today, self.today, *self.dates(root)])

    def mutate_days(self, root):
        """Each meeting, research or look back of some kind on one of a few days."""
        name = self.chance.choice(["overleg", "onderzoek", "evaluatie", "afspraak"])
        talk = [e.get("datum") for e in root.walk() if e.name in ("overleg", "notitie")]
        days = [self.today, self.date(), *talk[:3]]
        for e in root.walk():
            if e.name == name:
                for attribute in [a for a, spec in ATTRIBUTES[name].items() if spec[0] == "day" and self.likely(0.6)]:
                    e.attributes[attribute] = self.chance.choice(days)

    def mutate_needs(self, root):
        """Needs that are not offered or not feasible, and what makes them so."""
        for e in root.walk():
            if e.name in NEEDS and self.likely(0.5):
                e.attributes["aanbod"] = self.chance.choice(["deels", "nog-niet"])
                e.attributes["haalbaar"] = self.chance.choice(["deels", "nee", "ja"])
                e.attributes.pop(self.chance.choice(["aanbod", "haalbaar", "haalbaar", "-"]), None)
            if e.name == "ondersteuningsbehoefte" and self.likely(0.5):
                e.attributes.pop("behoefte", None)
            if e.name == "aanbeveling":
                e.children = [x for x in e.children if x.name != "reden"]

    def mutate_no_teacher(self, root):
        for e in root.walk():
            if e.get("rol") == "leerkracht":
                e.attributes["rol"] = self.chance.choice(["directie", "leerondersteuner", "zorgcoordinator", "leerkracht"])

    def mutate_explained(self, root):
        """A hard word, and a begrip that explains it, or a part of it, or more than it."""
        section = self.section(root, "woordenlijst")
        phrase = self.chance.choice(["werkgeheugen", "executieve functies", "WISC-V", "sensorische informatieverwerking"])
        term = self.chance.choice([phrase.split()[0], phrase, "het " + phrase, phrase.split("-")[0], phrase[:4], "iets anders"])
        section.children.append(Element("begrip", {"term": term}, section))
        section.children[-1].parts = ["Dat leggen we uit."]
        for e in root.walk():
            if e.name in ("integratief-beeld", "criterium", "resultaat") and e.parts:
                e.parts = [f"Noor gebruikt haar {phrase} elke dag."]

    def mutate_length(self, root):
        """Texts as long as may be, or one word longer."""
        for e in root.walk():
            if e.name in ("tekst", "integratief-beeld", "antwoord", "voor-leerling") and self.likely(0.15):
                e.parts = [" ".join(["woord"] * self.chance.choice([20, 21, 24, 25, 26])) + "."]

    def mutate_hundred_words(self, root):
        """All hidden but one text of a hundred words, or one fewer."""
        if self.likely(0.15):
            for section in root.children:
                section.attributes["zichtbaar"] = "intern"
            section = self.section(root, "uitzicht")
            section.attributes["zichtbaar"] = "ouders"
            for e in section.children:
                e.attributes["zichtbaar"] = "intern"
            made = Element("integratief-beeld", {}, section)
            made.parts = [" ".join(["onverantwoordelijkheid"] * self.chance.choice([99, 100])) + "."]
            section.children.append(made)

    def mutate_after_the_meeting(self, root):
        """The advice meeting is over: what was chosen, what nobody does, what falls on the same day."""
        section = self.section(root, "overleggen")
        day = self.chance.choice([self.today, self.date()])
        for sort in ("adviesgesprek", "evaluatie"):
            section.children.append(Element("overleg", {"datum": day, "soort": sort}, section))
        for e in list(root.walk()):
            if e.name == "aanbeveling" and self.likely(0.4):
                e.attributes["status"] = "gekozen"
            if e.name == "afspraak" and self.likely(0.4):
                e.attributes.pop("aanbeveling", None)
            if e.name == "overleg" and e.get("soort") == "evaluatie" and self.likely(0.7):
                e.attributes["datum"] = day
            if e.name == "doel" and self.likely(0.5):
                e.attributes.update(termijn=self.chance.choice(["lang", "middellang"]), streefdatum=self.today)
            if e.name == "evaluatie" and self.likely(0.4):
                self.drop(root, e)

    def mutate_heard(self, root):
        """One parent speaks, another only sat at the table, once."""
        parents = [e.get("id") for e in root.walk() if e.get("rol") in PARENT]
        meetings = [e for e in root.walk() if e.name == "overleg"]
        if len(parents) > 1 and meetings:
            silent = self.chance.choice(parents)
            for e in root.walk():
                if e.has("van") and e.parent.name == "vraagverheldering" and silent in e.words("van"):
                    e.attributes["van"] = next(p for p in parents if p != silent)
                if e.name == "overleg" and silent in e.words("deelnemers"):
                    self.put(root, e, "deelnemers", " ".join(i for i in e.words("deelnemers") if i != silent))
            meeting = self.chance.choice(meetings)
            meeting.attributes["deelnemers"] = silent
            meeting.attributes["datum"] = self.chance.choice([self.today, self.date()])

    def mutate_enough_known(self, root):
        decision = next((e for e in root.walk() if e.name == "besluit"), None)
        if decision is not None:
            decision.attributes["informatie"] = self.chance.choice(["voldoende", "onvoldoende"])
            for e in root.walk():
                if e.name == "onderzoeksvraag" and self.likely(0.5):
                    e.attributes["keuze"] = "al-beantwoord"

    def mutate_endless(self, root):
        agreements = [e for e in root.walk() if e.name == "afspraak"]
        if agreements:
            self.chance.choice(agreements).attributes.pop("tot", None)

    def mutate_looked_back(self, root):
        """A goal that was looked at, with or without a decision and a next time."""
        goals = [e for e in root.walk() if e.name == "doel"]
        if goals:
            section, goal = self.section(root, "advies"), self.chance.choice(goals)
            made = self.make(root, "evaluatie", section)
            made.attributes["doelen"] = goal.get("id")
            made.attributes["uitgevoerd"] = self.date()
            if self.likely(0.5):  # it goes on: is there an agreement that runs for it?
                made.attributes.update(besluit=self.chance.choice(["verder", "anders"]))
                goal.attributes["termijn"] = self.chance.choice(["kort", "middellang", "lang"])
                for e in root.walk():
                    if e.name == "afspraak" and self.likely(0.5):
                        e.attributes["uitkomst"] = "deels"
            for attribute in ("besluit", "gepland"):
                if self.likely(0.6):
                    made.attributes.pop(attribute, None)
            section.children.append(made)
            goal.attributes["streefdatum"] = self.date()

    def mutate_interpreter(self, root):
        people = [e for e in root.walk() if e.name == "betrokkene"]
        if people:
            self.chance.choice(people).attributes["tolk"] = "ja"

    def mutate_own_research(self, root):
        """A research of our own, or of someone else."""
        research = [e for e in root.walk() if e.name == "onderzoek"]
        if self.likely(0.5):
            section = self.section(root, "betrokkenen")
            section.children.append(self.make(root, "betrokkene", section))
            section.children[-1].attributes["rol"] = self.chance.choice(["extern", "clb"])
        people = [e.get("id") for e in root.walk() if e.get("rol") in ("clb", "extern")]
        if research and people:
            self.chance.choice(research).attributes["uitvoerder"] = self.chance.choice(people)

    def mutate_move(self, root):
        """Inside a section the elements come in any order, but for leerling and besluit."""
        section = self.chance.choice([s for s in root.children if s.children])
        fixed = [e for e in section.children if e.name in ("leerling", "besluit")]
        others = [e for e in section.children if e not in fixed]
        self.chance.shuffle(others)
        section.children = fixed + others if section.name == "betrokkenen" else others + fixed

    def mutate_rename(self, root):
        named = [e for e in root.walk() if e.has("id")]
        one = self.chance.choice(named)
        self.count += 1
        old, new = one.get("id"), f"anders{self.count}"
        one.attributes["id"] = new
        for e in root.walk():
            for attribute in e.attributes:
                is_reference = attribute in ("niet-voor", "ontvanger", "auteur") or (e.name, attribute) in REFERENCES
                if is_reference and old in e.words(attribute):
                    e.attributes[attribute] = " ".join(new if i == old else i for i in e.words(attribute))

    def mutate(self, root):
        """The case changed, the phase to check it in (None: its own), and today."""
        for e in root.walk():
            if e.children:
                e.parts = []
        kinds = [getattr(self, name) for name in dir(self) if name.startswith("mutate_")]
        weights = {"mutate_attribute": 8, "mutate_text": 5, "mutate_add": 5, "mutate_drop": 3, "mutate_zichtbaar": 2, "mutate_add_child": 3,
                   "mutate_drop_section": 0.7, "mutate_niet_voor": 0.7, "mutate_rename": 0.5, "mutate_consent": 2, "mutate_looked_back": 1.5}
        for _ in range(self.chance.choice([1, 3, 8, 15, 30, 50])):
            self.chance.choices(kinds, [weights.get(k.__name__, 1) for k in kinds])[0](root)
        if self.likely(0.6):
            root.attributes["fase"] = self.chance.choice(PHASES + ["advies", "evaluatie"])
        phase = self.chance.choice(PHASES + ["advies", "evaluatie"]) if self.likely(0.3) else None
        return phase, self.today
