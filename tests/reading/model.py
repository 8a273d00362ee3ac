"""A case file as the vocabulary describes it: its tree, who is who, consent, who may see what, words and sentences."""
import datetime
import os
import re
import xml.parsers.expat

PHASES = "vraagverheldering intake strategie onderzoek integratie advies evaluatie".split()
PARENT = ("ouder", "opvoedingsverantwoordelijke")
STAFF = ("leerkracht", "zorgcoordinator", "leerlingenbegeleider", "leerondersteuner", "directie")
AUDIENCES = ("ouders", "leerling", "school", "extern")
CLOSING = "\"'’”»)]}"
WORD = r"[^\W_]+(?:[-‐‑'’][^\W_]+)*"
REFUSED = ("geweigerd", "ingetrokken")
LISTS = os.path.join(os.path.dirname(__file__), "..", "..", "schemas", "woordenlijsten")


# --- the tree ---


class Element:
    def __init__(self, name, attributes, parent, line=0):
        self.name, self.attributes, self.parent, self.line = name, attributes, parent, line
        self.children, self.parts, self.hints = [], [], 0

    def get(self, name):
        return self.attributes.get(name)

    def has(self, name):
        return name in self.attributes

    def words(self, name):
        return self.attributes.get(name, "").split()

    @property
    def text(self):
        return " ".join(re.split("[ \t\r\n]+", "".join(self.parts))).strip(" ")

    @property
    def filled(self):
        return any(e.text for e in self.walk())

    def child(self, name):
        return next((e for e in self.children if e.name == name), None)

    def named(self, name):
        return [e for e in self.children if e.name == name]

    def says(self, name):
        """Whether a child of that name is filled."""
        return any(e.filled for e in self.named(name))

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def up(self):
        """The element and what is around it, without casus."""
        element = self
        while element.parent is not None:
            yield element
            element = element.parent

    def inside(self, *names):
        return any(e.name in names for e in self.up())


def read(path):
    parser, open_elements, root = xml.parsers.expat.ParserCreate(), [], []

    def start(name, attributes):
        parent = open_elements[-1] if open_elements else None
        element = Element(name, attributes, parent, parser.CurrentLineNumber)
        (parent.children if parent is not None else root).append(element)
        open_elements.append(element)

    def instruction(target, _):
        if target == "vul-in" and open_elements:
            open_elements[-1].hints += 1

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = lambda text: open_elements[-1].parts.append(text)
    parser.ProcessingInstructionHandler = instruction
    with open(path, "rb") as file:
        parser.ParseFile(file)
    return root[0]


# --- words and sentences ---


class PhraseList:
    def __init__(self, name):
        self.phrases, self.cancels = [], []
        with open(os.path.join(LISTS, name + ".txt"), encoding="utf-8") as file:
            for line in file:
                phrase = line.strip()
                if phrase and not phrase.startswith("#"):
                    (self.cancels if phrase[0] == "!" else self.phrases).append(self.pattern(phrase.lstrip("!")))

    @staticmethod
    def pattern(phrase):
        ending = r"\w*" if phrase.endswith("*") else ""
        words = r"\s+".join(re.escape(w) for w in phrase.rstrip("*").split())
        return re.compile(rf"(?<!\w){words}{ending}(?!\w)", re.IGNORECASE)

    def found(self, text):
        """The phrases as found, the first in the text first."""
        cancelled = [m.span() for p in self.cancels for m in p.finditer(text)]
        hits = [m for p in self.phrases for m in p.finditer(text)
                if not any(a <= m.start() and m.end() <= b for a, b in cancelled)]
        return [m.group() for m in sorted(hits, key=lambda m: m.start())]


class Language:
    def __init__(self):
        self.lists = {}
        with open(os.path.join(LISTS, "afkortingen.txt"), encoding="utf-8") as file:
            self.abbreviations = [line.strip().lower() for line in file if line.strip() and not line.startswith("#")]

    def found(self, name, text):
        if name not in self.lists:
            self.lists[name] = PhraseList(name)
        return self.lists[name].found(text)

    @staticmethod
    def words(text):
        return re.findall(WORD, text)

    def numbers(self, text):
        return [w for w in self.words(text) if w[0].isdigit()]

    def ends_nothing(self, before):
        """Whether a full stop after this text closes an abbreviation, a single letter or a number."""
        bare = before.rstrip(CLOSING)
        if any(re.search(r"(?<!\w)" + re.escape(a) + "$", before + ".", re.IGNORECASE) for a in self.abbreviations):
            return True
        last = re.search(WORD + "$", bare)
        return last is not None and (len(last.group()) == 1 and last.group().isalpha() or last.group()[0].isdigit())

    def sentences(self, text):
        found, begin = [], 0
        for end in re.finditer(rf"[.!?][{re.escape(CLOSING)}]*(?=\s|$)", text):
            if end.group()[0] == "." and self.ends_nothing(text[begin:end.start()]):
                continue
            found.append(text[begin:end.end()])
            begin = end.end()
        found.append(text[begin:])
        return [s for s in found if self.words(s)]

    @staticmethod
    def syllables(word):
        """Runs of vowels; a vowel with a diaeresis begins a new one."""
        count, in_run = 0, False
        for letter in word.lower():
            vowel = letter in "aeiouyáàâãéèêíìîóòôõúùûýäëïöü"
            if vowel and (not in_run or letter in "äëïöü"):
                count += 1
            in_run = vowel
        return max(count, 1)


LANGUAGE = Language()


# --- the case ---


class Case:
    def __init__(self, root, phase, today):
        self.root, self.phase, self.today, self.language = root, phase, today, LANGUAGE
        self.elements = list(root.walk())
        self.by_id = {e.get("id"): e for e in self.elements if e.has("id")}
        self.people = [e for e in self.elements if e.name in ("leerling", "betrokkene")]
        self.pupil = self.people[0]
        self.parents = [p for p in self.people if p.get("rol") in PARENT]
        self.staff = [p for p in self.people if p.get("rol") in STAFF]
        self.seen = {}

    def all(self, *names):
        return [e for e in self.elements if e.name in names]

    def refs(self, element, attribute):
        return [self.by_id[i] for i in element.words(attribute)]

    def ref(self, element, attribute):
        return next(iter(self.refs(element, attribute)), None)

    def names(self, element, attribute, people):
        return any(p in people for p in self.refs(element, attribute))

    def section(self, name):
        """The section, else casus."""
        return self.root.child(name) or self.root

    def only_section(self, name):
        return [self.root.child(name)] if self.root.child(name) else []

    def at_least(self, phase):
        return PHASES.index(self.phase) >= PHASES.index(phase)

    # Ages

    def birthday(self, years):
        """The day on which the pupil becomes that old; None without a date of birth."""
        born = self.pupil.get("geboortedatum")
        if born is None:
            return None
        born = datetime.date.fromisoformat(born.strip())
        try:
            return born.replace(year=born.year + years).isoformat()
        except ValueError:  # born on 29 February
            return datetime.date(born.year + years, 3, 1).isoformat()

    def reached(self, years):
        birthday = self.birthday(years)
        return birthday is not None and birthday <= self.today

    @property
    def capacity(self):
        """True, False, or None: nobody knows."""
        judged = self.pupil.child("bekwaamheid")
        if judged is not None:
            return judged.get("oordeel") == "ja"
        return self.reached(12) if self.pupil.has("geboortedatum") else None

    @property
    def capable(self):
        return self.capacity is True

    @property
    def of_age(self):
        return self.reached(18)

    # Consent

    def said(self, speaker, purpose, about=None):
        """The toestemmingen of someone on a purpose (about a person or group), none of them dated after today."""
        return [t for t in self.all("toestemming") if t.get("van") == speaker.get("id") and t.get("voor") == purpose
                and t.get("datum") <= self.today and (about is None or about in t.words("ontvanger"))]

    def group(self, name):
        if name == "ouders":
            return [p for p in self.parents if p.get("betrokken") != "nee"]
        if name == "school":
            return [p for p in self.staff if p.get("rol") != "leerondersteuner"]
        return [p for p in self.people if p.get("rol") == "extern"]

    def last(self, speaker, purpose, about=None):
        """Someone's last word: a toestemming, or None. About: a group's word, or the id of a person."""
        said = self.said(speaker, purpose, about)
        if about is None or about in AUDIENCES:
            return said[-1] if said else None
        group = next((g for g in ("ouders", "school", "extern") if self.by_id[about] in self.group(g)), None)
        of_group = self.said(speaker, purpose, group) if group else []
        if said and not any(t.get("status") in REFUSED and t.get("datum") > said[-1].get("datum") for t in of_group):
            return said[-1]
        return of_group[-1] if of_group else None

    def status(self, speaker, purpose, about=None):
        word = self.last(speaker, purpose, about)
        return word.get("status") if word is not None else None

    def valid(self, purpose, about=None):
        pupil = self.status(self.pupil, purpose, about) == "gegeven"
        parents = [self.status(p, purpose, about) for p in self.parents]
        agreed = "gegeven" in parents and not any(s in REFUSED for s in parents)
        return {True: pupil, False: agreed, None: pupil or agreed}[self.capacity]

    def may_have(self, person):
        if person is self.pupil or person in self.parents and not self.capable:
            return True
        return self.valid("delen", person.get("id"))

    def group_valid(self, group):
        members = self.group(group)
        return any(self.may_have(p) for p in members) if members else self.valid("delen", group)

    def older_than_birthday(self, purpose):
        if self.pupil.child("bekwaamheid") is not None or not self.reached(12) or self.last(self.pupil, purpose):
            return False
        words = [w for w in (self.last(p, purpose) for p in self.parents) if w is not None]
        return (any(w.get("status") == "gegeven" and w.get("datum") < self.birthday(12) for w in words)
                and not any(w.get("status") in REFUSED for w in words))

    def not_required(self, purpose):
        return any(t.get("voor") == purpose and t.get("status") == "niet-vereist" and t.filled and t.get("datum") <= self.today
                   for t in self.all("toestemming"))

    # Parents

    def takes_part(self, parent):
        if parent.get("betrokken") == "nee":
            return False
        return not (self.capable and self.status(self.pupil, "delen", parent.get("id")) in REFUSED)

    @property
    def parents_take_part(self):
        return not self.of_age and (not self.parents or any(self.takes_part(p) for p in self.parents))

    # Meetings

    @property
    def advice_meetings_held(self):
        return [o for o in self.all("overleg") if o.get("soort") == "adviesgesprek" and o.get("datum") <= self.today]

    @property
    def held(self):
        return bool(self.advice_meetings_held)

    def table(self, overleg):
        """Who was at the meeting, or is said to be absent."""
        absent = [self.ref(a, "wie") for a in overleg.named("afwezig")]
        return self.refs(overleg, "deelnemers") + absent

    # Who may see what

    def closed(self, e, reader):
        def only_parents(attribute):
            people = self.refs(e, attribute)
            return bool(people) and all(p in self.parents for p in people)
        if e.name in ("score", "notitie", "bekwaamheid", "zorg", "verklaring", "verslag", "voorgeschiedenis"):
            return True
        if e.name == "reden" and e.parent.name == "betrokkene":
            return True
        if e.name in ("positief", "belemmerend") and e.get("bouwsteen") == "thuis-leefcontext":
            return True
        if e.name == "hypothese" and e.get("soort") == "onderkennend" and e.get("status") in (None, "open", "aangehouden"):
            return True
        if e.name == "akkoord" and e.get("oordeel") == "nee":
            return True
        if e.inside("vraagverheldering") and self.names(e, "van", [self.pupil]):
            return True
        if reader == "leerling":
            if e.name in ("belemmerend", "onderzoeksvraag", "resultaat", "integratief-beeld"):
                return True
            if e.name == "antwoord":
                return not (e.parent.name == "hulpvraag" and self.names(e.parent, "van", [self.pupil]))
        if reader in ("school", "extern", "leerling"):
            if e.name == "ondersteuningsbehoefte":
                return only_parents("van")
            if e.name == "aanpak":
                return only_parents("door")
        return False

    def shut(self, e, reader):
        """Closed, and not opened for that reader by its own zichtbaar."""
        return self.closed(e, reader) and reader not in e.words("zichtbaar")

    def hidden_dependent(self, e, reader):
        """A dependent element whose object that reader does not see."""
        attribute = {"evaluatie": "doelen", "afspraak": "aanbeveling", "verantwoording": "object"}.get(e.name)
        objects = self.refs(e, attribute) if attribute else []
        return bool(objects) and not any(self.visible(o, reader) for o in objects)

    def visible(self, e, reader):
        if (e, reader) not in self.seen:
            self.seen[e, reader] = False  # one that depends on itself
            self.seen[e, reader] = self.look(e, reader)
        return self.seen[e, reader]

    def look(self, e, reader):
        said = [x.words("zichtbaar") for x in e.up() if x.has("zichtbaar")]
        if not said or not all(reader in s for s in said):
            return False
        if any(self.hidden_dependent(x, reader) for x in e.up()):
            return False
        if e.inside("voor-leerling"):
            return reader == "leerling"
        return not any(self.shut(x, reader) for x in e.up())

    def opened(self, reader):
        """Whether some element's zichtbaar holds that reader."""
        return any(reader in e.words("zichtbaar") for e in self.elements)

    # Texts

    def leaves(self):
        return [e for e in self.elements if e.filled and not e.children and e.name not in ("naam", "school", "contact")]
