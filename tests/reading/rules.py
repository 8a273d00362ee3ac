"""The table of rules once more, in Python: a function a rule, its docstring the sentence of the table.

Each yields the elements where its code must be found. Which phases it holds in, and its level, stand above it.
"""
from model import AUDIENCES, PARENT, PHASES, REFUSED, STAFF

RULES = {}
NEEDS = ("onderwijsbehoefte", "opvoedingsbehoefte")
ALL_NEEDS = NEEDS + ("ondersteuningsbehoefte",)
WORDS = ("hulpvraag", "zorg", "verwachting", "verklaring", "oplossing")
BLOCKS = ("positief", "belemmerend")
LONGER = {"kort": ("middellang", "lang"), "middellang": ("lang",)}


class Rule:
    def __init__(self, level, since, before, held, find):
        self.level, self.since, self.before, self.held, self.find = level, since, before, held, find

    def in_phase(self, case):
        return (self.since is None or case.at_least(self.since)) and (self.before is None or not case.at_least(self.before))

    def holds(self, case):
        return self.in_phase(case) and (not self.held or case.held)


def rule(level, since=None, before=None, held=False):
    def remember(find):
        RULES[find.__name__.upper()] = Rule(level, since, before, held, find)
        return find
    return remember


# --- what several rules ask ---


def own_research(c):
    return [o for o in c.all("onderzoek") if not o.has("uitvoerder") or c.ref(o, "uitvoerder").get("rol") == "clb"]


def decided(c):
    return any(b.filled for b in c.root.walk() if b.name == "besluit")


def open_status(e):
    return e.get("status") in (None, "open")


def pairs(question):
    """The als-dan in which both halves are filled."""
    return [p for p in question.named("als-dan") if p.says("als") and p.says("dan")]


def named_by(c, e, attribute, *names):
    return [x for x in c.all(*names) if e in c.refs(x, attribute)]


def speaks(c, people, *names):
    return any(c.names(e, "van", people) for e in c.all(*names))


def at_home_or_school(e):
    """A positief or belemmerend outside the pupil."""
    return e.name in BLOCKS and e.get("bouwsteen") != "leerling"


def goal_texts(c, *names):
    return [x for d in c.all("doel") for x in d.children if x.name in names]


def texts_of(c, parent, name):
    return [x for e in c.all(parent) for x in e.named(name)]


def has_phrase(c, e, *lists):
    return any(c.language.found(name, e.text) for name in lists)


def private_texts(c):
    """Each leaf text, and each toelichting and bron, with its element."""
    for e in c.leaves():
        yield e, e.text
    for e in c.elements:
        for attribute in ("toelichting", "bron"):
            if e.has(attribute):
                yield e, e.get(attribute)


def to_research(c):
    return any(q.get("keuze") == "onderzoeken" for q in c.all("onderzoeksvraag"))


def serves(c, agreement, goal):
    advice = c.ref(agreement, "aanbeveling")
    needs = c.refs(advice, "behoeften") if advice is not None else []
    needs = needs + [n for n in (c.ref(s, "behoefte") for s in needs) if n is not None]
    return any(goal in c.refs(n, "doelen") for n in needs if n.name in NEEDS)


def absent_from(c, meeting, people):
    return [p for p in people if p not in c.table(meeting)]


# --- the rules ---


@rule("warning")
def hgw004(c):
    """the element: a <?vul-in?> is still there (one finding for each element that holds one)."""
    return [e for e in c.elements if e.hints]


@rule("error")
def hgw005(c):
    """the element: a required text is empty and holds no <?vul-in?> (vraag, tekst, situatie, middel, naam; text of
    positief, belemmerend, the three behoeften, afspraak, begrip).
    """
    own = ("vraag", "tekst", "situatie", "middel", "naam", "afspraak", "begrip") + BLOCKS + ALL_NEEDS
    return [e for e in c.all(*own) if not e.filled and not e.hints]


@rule("error")
def hgw006(c):
    """verantwoording: it has no text, names an unknown code, or one that cannot be waived."""
    return [v for v in c.all("verantwoording") if not v.filled or not can_be_waived(v.get("regel"))]


@rule("note", since="strategie", before="integratie")
def hgw100(c):
    """casus: no doel anywhere in the case has a filled tekst."""
    if not any(t.filled for t in goal_texts(c, "tekst")):
        yield c.root


@rule("error", since="integratie")
def hgw101(c):
    """casus: no doel anywhere in the case has a filled tekst."""
    return hgw100(c)


@rule("warning", since="integratie")
def hgw102(c):
    """uitzicht, else casus: no doel with termijn=lang."""
    if not any(d.get("termijn") == "lang" for d in c.all("doel")):
        yield c.section("uitzicht")


@rule("warning", since="integratie")
def hgw103(c):
    """uitzicht, else casus: no doel with termijn=kort."""
    if not any(d.get("termijn") == "kort" for d in c.all("doel")):
        yield c.section("uitzicht")


@rule("warning", since="integratie")
def hgw104(c):
    """doel, termijn kort or middellang: @boven absent, or it does not point to a doel of a longer term (kort ->
    middellang or lang; middellang -> lang).
    """
    for d in c.all("doel"):
        if d.get("termijn") in LONGER:
            if not d.has("boven") or c.ref(d, "boven").get("termijn") not in LONGER[d.get("termijn")]:
                yield d


@rule("warning", since="integratie")
def hgw105(c):
    """doel: @streefdatum absent."""
    return [d for d in c.all("doel") if not d.has("streefdatum")]


@rule("error")
def hgw106(c):
    """doel with @streefdatum: @streefdatum earlier than casus/@start, or later than that of the doel in @boven."""
    for d in c.all("doel"):
        if d.has("streefdatum"):
            above = c.ref(d, "boven")
            late = above is not None and above.has("streefdatum") and d.get("streefdatum") > above.get("streefdatum")
            if d.get("streefdatum") < c.root.get("start") or late:
                yield d


@rule("warning", since="integratie")
def hgw107(c):
    """doel, termijn kort or middellang: criterium not filled."""
    return [d for d in c.all("doel") if d.get("termijn") in LONGER and not d.says("criterium")]


@rule("warning", since="integratie")
def hgw108(c):
    """doel, termijn kort or middellang: meetwijze not filled."""
    return [d for d in c.all("doel") if d.get("termijn") in LONGER and not d.says("meetwijze")]


@rule("note", since="integratie")
def hgw109(c):
    """doel, termijn kort: one or more of startsituatie, haalbaarheid, inspiratie not filled; one finding, whose
    sentence and help name only those.
    """
    for d in c.all("doel"):
        if d.get("termijn") == "kort" and not all(d.says(n) for n in ("startsituatie", "haalbaarheid", "inspiratie")):
            yield d


@rule("warning", since="advies", held=True)
def hgw112(c):
    """doel: @aanvaard-door absent."""
    return [d for d in c.all("doel") if not d.has("aanvaard-door")]


@rule("warning", since="advies", held=True)
def hgw113(c):
    """doel, termijn kort, or with @streefdatum earlier than today: no evaluatie names it in @doelen with a @gepland or
    @uitgevoerd date.
    """
    for d in c.all("doel"):
        if d.get("termijn") == "kort" or d.get("streefdatum") and d.get("streefdatum") < c.today:
            if not any(e.has("gepland") or e.has("uitgevoerd") for e in named_by(c, d, "doelen", "evaluatie")):
                yield d


@rule("warning")
def hgw114(c):
    """evaluatie: @gepland earlier than today and no @uitgevoerd."""
    for e in c.all("evaluatie"):
        if e.has("gepland") and e.get("gepland") < c.today and not e.has("uitgevoerd"):
            yield e


@rule("warning", since="advies")
def hgw115(c):
    """afspraak: @aanbeveling absent: the agreement serves no recommendation, so no goal."""
    return [a for a in c.all("afspraak") if not a.has("aanbeveling")]


@rule("warning", since="strategie")
def hgw116(c):
    """hulpvraag: antwoord not filled, no doel names it in @hulpvragen, and no onderzoeksvraag in @hulpvraag."""
    for h in c.all("hulpvraag"):
        taken_up = named_by(c, h, "hulpvragen", "doel") or named_by(c, h, "hulpvraag", "onderzoeksvraag")
        if not h.says("antwoord") and not taken_up:
            yield h


@rule("error")
def hgw120(c):
    """onderzoeksvraag whose @keuze is not al-beantwoord or niet-weerhouden: no als-dan in it has a filled als or a
    filled dan: the question is not justified.
    """
    for q in c.all("onderzoeksvraag"):
        if q.get("keuze") not in ("al-beantwoord", "niet-weerhouden"):
            if not any(p.says("als") or p.says("dan") for p in q.named("als-dan")):
                yield q


@rule("error")
def hgw121(c):
    """als-dan: exactly one of als and dan is filled."""
    return [p for p in c.all("als-dan") if p.says("als") != p.says("dan")]


@rule("warning", since="strategie")
def hgw122(c):
    """onderzoeksvraag with two or more als-dan in which both halves are filled: the dan of all of those is the same
    text (white space normalised, ASCII letter case ignored): knowing in order to know.
    """
    ascii_lower = {i: i + 32 for i in range(ord("A"), ord("Z") + 1)}
    for q in c.all("onderzoeksvraag"):
        both = pairs(q)
        if len(both) >= 2 and len({p.child("dan").text.translate(ascii_lower) for p in both}) == 1:
            yield q


@rule("note", since="strategie")
def hgw123(c):
    """onderzoeksvraag with exactly one als-dan in which both halves are filled: always: the other outcome is not
    thought through.
    """
    return [q for q in c.all("onderzoeksvraag") if len(pairs(q)) == 1]


@rule("error")
def hgw124(c):
    """onderzoek: @vragen names an onderzoeksvraag whose @keuze is al-beantwoord or niet-weerhouden."""
    for o in c.all("onderzoek"):
        if any(q.get("keuze") in ("al-beantwoord", "niet-weerhouden") for q in c.refs(o, "vragen")):
            yield o


@rule("error")
def hgw125(c):
    """onderzoek whose @uitvoerder is absent or has rol clb: @vragen absent: research that serves no question."""
    return [o for o in own_research(c) if not o.has("vragen")]


@rule("error", since="integratie")
def hgw126(c):
    """onderzoeksvraag, @keuze=onderzoeken: antwoord not filled."""
    return [q for q in c.all("onderzoeksvraag") if q.get("keuze") == "onderzoeken" and not q.says("antwoord")]


@rule("warning", since="strategie")
def hgw127(c):
    """onderzoeksvraag: @hulpvraag absent."""
    return [q for q in c.all("onderzoeksvraag") if not q.has("hulpvraag")]


@rule("note", since="strategie")
def hgw128(c):
    """onderzoeksvraag whose @soort is not indicerend or evaluatief: @hypothesen absent."""
    for q in c.all("onderzoeksvraag"):
        if q.get("soort") not in ("indicerend", "evaluatief") and not q.has("hypothesen"):
            yield q


@rule("warning", since="strategie")
def hgw129(c):
    """onderzoeksvraag, @keuze=al-beantwoord: antwoord not filled."""
    return [q for q in c.all("onderzoeksvraag") if q.get("keuze") == "al-beantwoord" and not q.says("antwoord")]


@rule("warning", since="integratie")
def hgw130(c):
    """onderzoeksvraag, @keuze=onderzoeken: no onderzoek with a filled resultaat names it in @vragen."""
    for q in c.all("onderzoeksvraag"):
        if q.get("keuze") == "onderzoeken" and not any(o.says("resultaat") for o in named_by(c, q, "vragen", "onderzoek")):
            yield q


@rule("warning", since="advies")
def hgw131(c):
    """doel: an evaluatie with @uitgevoerd names it, none that names it has @besluit bereikt or stoppen, none that
    names it has a @gepland and no @uitgevoerd, and @streefdatum is absent or earlier than today: looked at, not
    reached, no next step.
    """
    for d in c.all("doel"):
        looked = named_by(c, d, "doelen", "evaluatie")
        if (any(e.has("uitgevoerd") for e in looked)
                and not any(e.get("besluit") in ("bereikt", "stoppen") for e in looked)
                and not any(e.has("gepland") and not e.has("uitgevoerd") for e in looked)
                and (not d.has("streefdatum") or d.get("streefdatum") < c.today)):
            yield d


@rule("warning", since="advies")
def hgw132(c):
    """doel, termijn kort or middellang: an evaluatie with @uitgevoerd and @besluit verder or anders names it, none that names it
    has @besluit bereikt or stoppen, and no afspraak without @uitkomst serves it (its aanbeveling has in @behoeften a need of the
    doel, or an ondersteuningsbehoefte for one): it goes on, and nobody does anything for it.
    """
    for d in c.all("doel"):
        looked = named_by(c, d, "doelen", "evaluatie")
        if (d.get("termijn") in LONGER
                and any(e.has("uitgevoerd") and e.get("besluit") in ("verder", "anders") for e in looked)
                and not any(e.get("besluit") in ("bereikt", "stoppen") for e in looked)
                and not any(serves(c, a, d) for a in c.all("afspraak") if not a.has("uitkomst"))):
            yield d


@rule("warning", since="strategie")
def hgw201(c):
    """overzicht, else casus: no positief or belemmerend with @bouwsteen=leerling."""
    if not any(e.get("bouwsteen") == "leerling" for e in c.all(*BLOCKS)):
        yield c.section("overzicht")


@rule("warning", since="strategie")
def hgw202(c):
    """overzicht, else casus: no positief or belemmerend with @bouwsteen=schoolcontext."""
    if not any(e.get("bouwsteen") == "schoolcontext" for e in c.all(*BLOCKS)):
        yield c.section("overzicht")


@rule("warning", since="strategie")
def hgw203(c):
    """overzicht, else casus: no positief or belemmerend with @bouwsteen=thuis-leefcontext."""
    if not any(e.get("bouwsteen") == "thuis-leefcontext" for e in c.all(*BLOCKS)):
        yield c.section("overzicht")


@rule("warning", since="strategie")
def hgw204(c):
    """overzicht: there is a belemmerend, and every belemmerend has @bouwsteen=leerling."""
    hinders = c.all("belemmerend")
    if hinders and all(b.get("bouwsteen") == "leerling" for b in hinders):
        yield c.section("overzicht")


@rule("warning", since="strategie")
def hgw205(c):
    """inzicht, else casus: no invloed in the case has a @van that differs from its @naar."""
    if not any(i.get("van") != i.get("naar") for i in c.all("invloed")):
        yield c.section("inzicht")


@rule("note", since="strategie")
def hgw206(c):
    """invloed, @van other than @naar, in a wisselwerking with @afstemming=mismatch: no invloed in the same
    wisselwerking goes from its @naar to its @van.
    """
    for w in c.all("wisselwerking"):
        if w.get("afstemming") == "mismatch":
            ways = [(i.get("van"), i.get("naar")) for i in w.named("invloed")]
            for i in w.named("invloed"):
                if i.get("van") != i.get("naar") and (i.get("naar"), i.get("van")) not in ways:
                    yield i


@rule("warning", since="integratie")
def hgw207(c):
    """wisselwerking, @afstemming=mismatch: no aanbeveling names it in @pakt-aan."""
    for w in c.all("wisselwerking"):
        if w.get("afstemming") == "mismatch" and not named_by(c, w, "pakt-aan", "aanbeveling"):
            yield w


@rule("warning", since="integratie")
def hgw208(c):
    """overzicht, else casus: no positief or belemmerend outside @bouwsteen=leerling has @veranderbaar=ja."""
    if not any(at_home_or_school(e) and e.get("veranderbaar") == "ja" for e in c.all(*BLOCKS)):
        yield c.section("overzicht")


@rule("warning", since="integratie")
def hgw209(c):
    """uitzicht: there is an aanbeveling, and none has a @voor that names someone other than the leerling."""
    advice = c.all("aanbeveling")
    if advice and not any(p is not c.pupil for r in advice for p in c.refs(r, "voor")):
        yield c.section("uitzicht")


@rule("warning", since="strategie")
def hgw210(c):
    """inzicht: there is a hypothese with @soort=verklarend, and none of those names in @steunt-op a positief or
    belemmerend outside @bouwsteen=leerling, or a wisselwerking.
    """
    explaining = [y for y in c.all("hypothese") if y.get("soort") == "verklarend"]
    grounds = [g for y in explaining for g in c.refs(y, "steunt-op")]
    if explaining and not any(at_home_or_school(g) or g.name == "wisselwerking" for g in grounds):
        yield c.section("inzicht")


@rule("note", since="integratie")
def hgw211(c):
    """aanbeveling: @pakt-aan names a belemmerend with @veranderbaar=nee."""
    for r in c.all("aanbeveling"):
        if any(b.name == "belemmerend" and b.get("veranderbaar") == "nee" for b in c.refs(r, "pakt-aan")):
            yield r


@rule("warning", since="strategie")
def hgw212(c):
    """inzicht: there is a wisselwerking, and none has an invloed between the leerling and school staff, a groep or a
    medeleerling, in either direction.
    """
    def class_room(person):
        return person.get("rol") in STAFF + ("groep", "medeleerling")

    def between(i):
        one, other = c.ref(i, "van"), c.ref(i, "naar")
        return one is c.pupil and class_room(other) or other is c.pupil and class_room(one)
    if c.all("wisselwerking") and not any(between(i) for i in c.all("invloed")):
        yield c.section("inzicht")


@rule("warning", since="integratie")
def hgw301(c):
    """doel, termijn kort: no onderwijsbehoefte or opvoedingsbehoefte names it in @doelen."""
    return [d for d in c.all("doel") if d.get("termijn") == "kort" and not named_by(c, d, "doelen", *NEEDS)]


@rule("error", since="integratie")
def hgw302(c):
    """onderwijsbehoefte, opvoedingsbehoefte: @doelen absent."""
    return [n for n in c.all(*NEEDS) if not n.has("doelen")]


@rule("warning", since="integratie")
def hgw303(c):
    """uitzicht, else casus: no onderwijsbehoefte."""
    if not c.all("onderwijsbehoefte"):
        yield c.section("uitzicht")


@rule("warning", since="integratie")
def hgw304(c):
    """uitzicht, else casus: no opvoedingsbehoefte, and parents take part."""
    if not c.all("opvoedingsbehoefte") and c.parents_take_part:
        yield c.section("uitzicht")


@rule("warning", since="advies")
def hgw305(c):
    """uitzicht, one finding for all, before the advice meeting has been held; after it onderwijsbehoefte,
    opvoedingsbehoefte: @aanbod absent (before the meeting: of one or more of them).
    """
    unknown = [n for n in c.all(*NEEDS) if not n.has("aanbod")]
    return unknown if c.held or not unknown else [c.section("uitzicht")]


@rule("warning", since="advies", held=True)
def hgw306(c):
    """onderwijsbehoefte, opvoedingsbehoefte with @aanbod=deels or nog-niet: @haalbaar absent."""
    return [n for n in c.all(*NEEDS) if n.get("aanbod") in ("deels", "nog-niet") and not n.has("haalbaar")]


@rule("error", since="integratie")
def hgw308(c):
    """aanbeveling: @behoeften absent."""
    return [r for r in c.all("aanbeveling") if not r.has("behoeften")]


@rule("warning", since="integratie")
def hgw309(c):
    """onderwijsbehoefte, opvoedingsbehoefte with @aanbod=deels or nog-niet: no aanbeveling names it in @behoeften."""
    for n in c.all(*NEEDS):
        if n.get("aanbod") in ("deels", "nog-niet") and not named_by(c, n, "behoeften", "aanbeveling"):
            yield n


@rule("warning", since="advies")
def hgw310(c):
    """onderwijsbehoefte, opvoedingsbehoefte with @haalbaar=deels or nee: no ondersteuningsbehoefte names it in
    @behoefte, and no aanbeveling that names it in @behoeften has a filled reden or names an ondersteuningsbehoefte
    too: nothing makes it feasible.
    """
    for n in c.all(*NEEDS):
        if n.get("haalbaar") in ("deels", "nee"):
            supported = named_by(c, n, "behoefte", "ondersteuningsbehoefte")
            eased = any(r.says("reden") or any(x.name == "ondersteuningsbehoefte" for x in c.refs(r, "behoeften"))
                        for r in named_by(c, n, "behoeften", "aanbeveling"))
            if not supported and not eased:
                yield n


@rule("warning", since="integratie")
def hgw401(c):
    """uitzicht, else casus: no ondersteuningsbehoefte whose @van names a leerkracht (with no leerkracht among the
    betrokkenen: school staff).
    """
    teachers = [p for p in c.people if p.get("rol") == "leerkracht"]
    if not speaks(c, teachers or c.staff, "ondersteuningsbehoefte"):
        yield c.section("uitzicht")


@rule("note", since="integratie")
def hgw402(c):
    """uitzicht, else casus: no ondersteuningsbehoefte whose @van names a parent, and parents take part."""
    if c.parents_take_part and not speaks(c, c.parents, "ondersteuningsbehoefte"):
        yield c.section("uitzicht")


@rule("warning")
def hgw403(c):
    """ondersteuningsbehoefte: @van names someone who is neither school staff nor a parent."""
    for s in c.all("ondersteuningsbehoefte"):
        if any(p not in c.staff and p not in c.parents for p in c.refs(s, "van")):
            yield s


@rule("warning", since="intake")
def hgw404(c):
    """vraagverheldering, else casus: no hulpvraag or verwachting whose @van names school staff."""
    if not speaks(c, c.staff, "hulpvraag", "verwachting"):
        yield c.section("vraagverheldering")


@rule("warning", since="intake")
def hgw405(c):
    """vraagverheldering, else casus: no hulpvraag or verwachting whose @van names a parent, and parents take part."""
    if c.parents_take_part and not speaks(c, c.parents, "hulpvraag", "verwachting"):
        yield c.section("vraagverheldering")


@rule("note", since="strategie")
def hgw406(c):
    """overzicht, else casus: no aanpak: what was tried is not recorded."""
    if not c.all("aanpak"):
        yield c.section("overzicht")


@rule("note", since="strategie")
def hgw407(c):
    """aanpak, @effect absent or onbekend: always."""
    return [a for a in c.all("aanpak") if a.get("effect") in (None, "onbekend")]


@rule("warning", since="advies", held=True)
def hgw408(c):
    """doel: @voor names someone other than the leerling who is not in @aanvaard-door (rol groep and medeleerling
    excepted).
    """
    for d in c.all("doel"):
        if any(p is not c.pupil and p.get("rol") not in ("groep", "medeleerling") and p not in c.refs(d, "aanvaard-door")
               for p in c.refs(d, "voor")):
            yield d


@rule("warning", since="advies")
def hgw409(c):
    """ondersteuningsbehoefte: no aanbeveling names it in @behoeften."""
    return [s for s in c.all("ondersteuningsbehoefte") if not named_by(c, s, "behoeften", "aanbeveling")]


@rule("warning", since="intake")
def hgw410(c):
    """betrokkene, a parent: @betrokken=nee and reden not filled; or @betrokken not nee, the parent takes part, and,
    while another parent has a hulpvraag or verwachting: no hulpvraag, zorg, verwachting, verklaring or oplossing
    names it in @van, and no overleg with a @datum not later than today names it in @deelnemers.
    """
    for p in c.parents:
        others = [x for x in c.parents if x is not p]
        met = any(c.names(o, "deelnemers", [p]) and o.get("datum") <= c.today for o in c.all("overleg"))
        if p.get("betrokken") == "nee":
            if not p.says("reden"):
                yield p
        elif c.takes_part(p) and speaks(c, others, "hulpvraag", "verwachting") and not speaks(c, [p], *WORDS) and not met:
            yield p


@rule("error", since="intake")
def hgw501(c):
    """overzicht, else casus: no positief with @bouwsteen=leerling and filled text."""
    if not any(p.get("bouwsteen") == "leerling" and p.filled for p in c.all("positief")):
        yield c.section("overzicht")


@rule("warning", since="strategie")
def hgw502(c):
    """overzicht, else casus: no positief with @bouwsteen=schoolcontext and filled text."""
    if not any(p.get("bouwsteen") == "schoolcontext" and p.filled for p in c.all("positief")):
        yield c.section("overzicht")


@rule("warning", since="strategie")
def hgw503(c):
    """overzicht, else casus: no positief with @bouwsteen=thuis-leefcontext and filled text."""
    if not any(p.get("bouwsteen") == "thuis-leefcontext" and p.filled for p in c.all("positief")):
        yield c.section("overzicht")


@rule("warning", since="strategie")
def hgw504(c):
    """overzicht, else casus: no uitzondering and no aanpak with @effect=werkt."""
    if not c.all("uitzondering") and not any(a.get("effect") == "werkt" for a in c.all("aanpak")):
        yield c.section("overzicht")


@rule("note", since="strategie")
def hgw505(c):
    """uitzondering: wie-doet-wat or uitbreiden not filled; one finding that names which."""
    return [u for u in c.all("uitzondering") if not u.says("wie-doet-wat") or not u.says("uitbreiden")]


@rule("warning", since="integratie")
def hgw506(c):
    """uitzicht: there is an aanbeveling, and none has a @benut."""
    if c.all("aanbeveling") and not any(r.has("benut") for r in c.all("aanbeveling")):
        yield c.section("uitzicht")


@rule("warning", since="intake")
def hgw601(c):
    """vraagverheldering, else casus: no hulpvraag, zorg, verwachting, verklaring or oplossing of the leerling (@van
    names); before the seventh birthday the help names observation, play, a drawing, an interpreter.
    """
    if not speaks(c, [c.pupil], *WORDS):
        yield c.section("vraagverheldering")


@rule("warning")
def hgw602(c):
    """overleg: bedoeling not filled."""
    return [o for o in c.all("overleg") if not o.says("bedoeling")]


@rule("warning", since="advies")
def hgw603(c):
    """overleg, @soort=adviesgesprek: the leerling is neither in @deelnemers nor in an afwezig."""
    return [o for o in c.all("overleg") if o.get("soort") == "adviesgesprek" and absent_from(c, o, [c.pupil])]


@rule("warning", since="advies")
def hgw604(c):
    """overleg, @soort=adviesgesprek: the leerling is not of age and the file has no parent, or one or more parents who
    take part are neither in @deelnemers nor in an afwezig; one finding that names them.
    """
    for o in c.all("overleg"):
        if o.get("soort") == "adviesgesprek":
            if not c.of_age and not c.parents or absent_from(c, o, [p for p in c.parents if c.takes_part(p)]):
                yield o


@rule("warning", since="advies")
def hgw605(c):
    """overleg, @soort=adviesgesprek: nobody with rol leerkracht is in @deelnemers or in an afwezig."""
    for o in c.all("overleg"):
        if o.get("soort") == "adviesgesprek" and not any(p.get("rol") == "leerkracht" for p in c.table(o)):
            yield o


@rule("warning", since="advies")
def hgw606(c):
    """overleggen, else casus: no overleg with @soort=adviesgesprek."""
    if not any(o.get("soort") == "adviesgesprek" for o in c.all("overleg")):
        yield c.section("overleggen")


@rule("warning", since="advies", held=True)
def hgw607(c):
    """advies, else casus: for one or more of the five punten (doelen, behoeften, aanbevelingen, uitvoering, evaluatie)
    no akkoord names in @wie the leerling, or none a parent (parents take part), or none school staff; one finding
    that names who is missing (the leerling; a parent, school staff: their names with "of") with the punten.
    """
    voices = [[c.pupil], c.staff] + ([c.parents] if c.parents_take_part else [])
    for point in ("doelen", "behoeften", "aanbevelingen", "uitvoering", "evaluatie"):
        about = [a for a in c.all("akkoord") if point in a.words("punten")]
        if not all(any(c.names(a, "wie", voice) for a in about) for voice in voices):
            return [c.section("advies")]
    return []


@rule("warning")
def hgw608(c):
    """akkoord, @oordeel=nee: no text: the objection is not recorded."""
    return [a for a in c.all("akkoord") if a.get("oordeel") == "nee" and not a.filled]


@rule("error", since="advies")
def hgw609(c):
    """hulpvraag: antwoord not filled."""
    return [h for h in c.all("hulpvraag") if not h.says("antwoord")]


@rule("warning", since="strategie")
def hgw610(c):
    """overleggen, else casus: the leerling is in the @deelnemers of no overleg and in no afwezig, though a hulpvraag,
    zorg, verwachting, verklaring or oplossing is theirs (else HGW601 says it).
    """
    if speaks(c, [c.pupil], *WORDS) and not any(c.pupil in c.table(o) for o in c.all("overleg")):
        yield c.section("overleggen")


@rule("note", since="advies", held=True)
def hgw611(c):
    """overleggen: no overleg with @soort=evaluatie has a @datum later than that of the last adviesgesprek held."""
    last = max(o.get("datum") for o in c.advice_meetings_held)
    if not any(o.get("soort") == "evaluatie" and o.get("datum") > last for o in c.all("overleg")):
        yield c.section("overleggen")


@rule("warning", since="advies", held=True)
def hgw612(c):
    """akkoord, @oordeel=nee, with text: @gevolg absent: nothing takes up the objection."""
    return [a for a in c.all("akkoord") if a.get("oordeel") == "nee" and a.filled and not a.has("gevolg")]


@rule("warning")
def hgw613(c):
    """overleg: @deelnemers names someone with @tolk=ja and nobody with rol tolk."""
    for o in c.all("overleg"):
        people = c.refs(o, "deelnemers")
        if any(p.get("tolk") == "ja" for p in people) and not any(p.get("rol") == "tolk" for p in people):
            yield o


@rule("note", since="strategie")
def hgw614(c):
    """vraagverheldering: there is a hulpvraag, zorg or verwachting of the leerling, and no verklaring or oplossing:
    how does the pupil explain it, and what could help?.
    """
    if speaks(c, [c.pupil], "hulpvraag", "zorg", "verwachting") and not speaks(c, [c.pupil], "verklaring", "oplossing"):
        yield c.section("vraagverheldering")


@rule("warning")
def hgw701(c):
    """overleg of @soort other than ander; onderzoek whose @uitvoerder is absent or has rol clb: @datum earlier than
    casus/@start.
    """
    for e in [o for o in c.all("overleg") if o.get("soort") != "ander"] + own_research(c):
        if e.has("datum") and e.get("datum") < c.root.get("start"):
            yield e


@rule("error", since="onderzoek")
def hgw702(c):
    """strategie, else casus: no besluit with filled text: why to research or not is not written down."""
    if not decided(c):
        yield c.section("strategie")


@rule("error", since="onderzoek")
def hgw703(c):
    """besluit, @informatie=voldoende: there is an onderzoeksvraag with @keuze=onderzoeken."""
    return [b for b in c.all("besluit") if b.get("informatie") == "voldoende" and to_research(c)]


@rule("error", since="onderzoek")
def hgw704(c):
    """besluit, @informatie=onvoldoende: there is no onderzoeksvraag with @keuze=onderzoeken."""
    return [b for b in c.all("besluit") if b.get("informatie") == "onvoldoende" and not to_research(c)]


@rule("warning", since="onderzoek")
def hgw705(c):
    """besluit: @terugkoppeling absent; or one of the leerling, a parent (parents take part) and school staff is
    neither in @deelnemers nor in an afwezig of any overleg it names, nor in the @wie of a notitie it names; the
    sentence names who.
    """
    voices = [[c.pupil], c.staff] + ([c.parents] if c.parents_take_part else [])
    for b in c.all("besluit"):
        told = [p for o in c.refs(b, "terugkoppeling") for p in (c.table(o) if o.name == "overleg" else c.refs(o, "wie"))]
        if not b.has("terugkoppeling") or not all(any(p in told for p in voice) for voice in voices):
            yield b


@rule("warning", since="integratie")
def hgw706(c):
    """hypothese: @status open or absent."""
    return [y for y in c.all("hypothese") if open_status(y)]


@rule("warning", since="integratie")
def hgw707(c):
    """hypothese, @status=aanvaard, verworpen or aangehouden: onderbouwing not filled."""
    return [y for y in c.all("hypothese") if not open_status(y) and not y.says("onderbouwing")]


@rule("note", since="strategie")
def hgw708(c):
    """hypothese, @soort=verklarend: it is the only one with @soort=verklarend: no alternative explanation."""
    explaining = [y for y in c.all("hypothese") if y.get("soort") == "verklarend"]
    return explaining if len(explaining) == 1 else []


@rule("warning")
def hgw709(c):
    """aanbeveling, @status=gekozen: the advice meeting has not been held: nothing is chosen before it."""
    return [r for r in c.all("aanbeveling") if r.get("status") == "gekozen" and not c.held]


@rule("error", since="advies")
def hgw710(c):
    """afspraak: @wie absent; the sentence also says whether @tot is."""
    return [a for a in c.all("afspraak") if not a.has("wie")]


@rule("warning", since="advies")
def hgw711(c):
    """afspraak: @tot absent, and @wie there."""
    return [a for a in c.all("afspraak") if a.has("wie") and not a.has("tot")]


@rule("warning", since="onderzoek")
def hgw712(c):
    """onderzoek: @uitvoerder or @datum absent."""
    return [o for o in c.all("onderzoek") if not o.has("uitvoerder") or not o.has("datum")]


@rule("warning", since="onderzoek")
def hgw713(c):
    """onderzoek whose @uitvoerder is absent or has rol clb: waarom not filled."""
    return [o for o in own_research(c) if not o.says("waarom")]


@rule("error", since="intake")
def hgw714(c):
    """toestemmingen, else casus: no valid consent for opstart, none older than the birthday, and no toestemming with
    @voor=opstart, @status=niet-vereist, filled text and a @datum not later than today.
    """
    if not c.valid("opstart") and not c.older_than_birthday("opstart") and not c.not_required("opstart"):
        yield c.section("toestemmingen")


@rule("error")
def hgw715(c):
    """bekwaamheid: @geboortedatum is there, its @oordeel differs from the presumption (ja from the twelfth birthday,
    counted at today; nee before), and it has no text.
    """
    judged = c.pupil.child("bekwaamheid")
    if judged is not None and c.pupil.has("geboortedatum"):
        if (judged.get("oordeel") == "ja") != c.reached(12) and not judged.filled:
            yield judged


@rule("error", since="advies")
def hgw716(c):
    """toestemmingen, else casus: some element's @zichtbaar holds school, and there is no valid consent for delen with
    school; when one is older than the birthday, the sentence says on which day the leerling became twelve.
    """
    if c.opened("school") and not c.group_valid("school"):
        yield c.section("toestemmingen")


@rule("error", since="advies")
def hgw717(c):
    """toestemmingen, else casus: some element's @zichtbaar holds extern, and there is no valid consent for delen with
    extern; the sentence as for HGW716.
    """
    if c.opened("extern") and not c.group_valid("extern"):
        yield c.section("toestemmingen")


@rule("warning")
def hgw718(c):
    """score: visible to school or extern."""
    return [s for s in c.all("score") if c.visible(s, "school") or c.visible(s, "extern")]


@rule("warning")
def hgw719(c):
    """toestemming, @status=geweigerd or ingetrokken, the last word of a parent on its @voor (for delen: about one of
    its ontvangers): the leerling is not capable, and the last word of another parent on the same (for delen: about
    that ontvanger) is gegeven.
    """
    for t in c.all("toestemming"):
        speaker = c.by_id[t.get("van")]
        if speaker not in c.parents or t.get("status") not in REFUSED or c.capable:
            continue
        for about in (t.words("ontvanger") if t.get("voor") == "delen" else [None]):
            others = [c.status(p, t.get("voor"), about) for p in c.parents if p is not speaker]
            if c.last(speaker, t.get("voor"), about) is t and "gegeven" in others:
                yield t
                break


@rule("error")
def hgw720(c):
    """toestemmingen: some element's @zichtbaar holds ouders, the leerling is capable, there is no valid consent for
    delen with ouders, and the phase is advies or later or the leerling's last word about one of the parents, or
    that about the group, is geweigerd or ingetrokken.
    """
    if c.opened("ouders") and c.capable and not c.group_valid("ouders"):
        about = [p.get("id") for p in c.parents] + ["ouders"]
        if c.at_least("advies") or any(c.status(c.pupil, "delen", a) in REFUSED for a in about):
            yield from c.only_section("toestemmingen")


@rule("warning", since="advies")
def hgw721(c):
    """afspraak: somebody in @wie cannot read it: the leerling and not visible to leerling, a parent and not visible to
    ouders, or school staff and not visible to school; or named in its @niet-voor (its own or inherited).
    """
    def reads(a, person):
        for people, reader in (([c.pupil], "leerling"), (c.parents, "ouders"), (c.staff, "school")):
            if person in people and not c.visible(a, reader):
                return False
        return not any(person.get("id") in x.words("niet-voor") for x in a.up())
    return [a for a in c.all("afspraak") if not all(reads(a, p) for p in c.refs(a, "wie"))]


@rule("error")
def hgw722(c):
    """onderzoek whose @uitvoerder is absent or has rol clb: resultaat or a score is filled, and there is no besluit
    with filled text: done before it was thought through.
    """
    return [o for o in own_research(c) if (o.says("resultaat") or o.says("score")) and not decided(c)]


@rule("warning")
def hgw723(c):
    """onderzoek whose @uitvoerder is absent or has rol clb: @datum earlier than the last @datum of the overleggen and
    notities that besluit/@terugkoppeling names.
    """
    talks = [t.get("datum") for b in c.all("besluit") for t in c.refs(b, "terugkoppeling")]
    return [o for o in own_research(c) if talks and o.has("datum") and o.get("datum") < max(talks)]


@rule("error")
def hgw724(c):
    """onderzoek whose @uitvoerder has rol extern: no valid consent for opvragen, none older than the birthday, and no
    toestemming with @voor=opvragen, @status=niet-vereist, filled text and a @datum not later than today.
    """
    if not c.valid("opvragen") and not c.older_than_birthday("opvragen") and not c.not_required("opvragen"):
        for o in c.all("onderzoek"):
            if o.has("uitvoerder") and c.ref(o, "uitvoerder").get("rol") == "extern":
                yield o


@rule("warning")
def hgw725(c):
    """leerling: no @geboortedatum and no bekwaamheid: who must consent is unknown."""
    if not c.pupil.has("geboortedatum") and c.pupil.child("bekwaamheid") is None:
        yield c.pupil


@rule("error")
def hgw726(c):
    """toestemming: @datum earlier than that of one above it (their order decides what the last word is), or later than
    today.
    """
    above = []
    for t in c.all("toestemming"):
        if any(t.get("datum") < d for d in above) or t.get("datum") > c.today:
            yield t
        above.append(t.get("datum"))


@rule("warning")
def hgw727(c):
    """the element that excludes: of an element whose own @zichtbaar names a reader to whom it is not visible, the
    nearest one (itself last) that takes it away: one around it whose @zichtbaar does not hold that reader, a closed
    one around it that was not opened for that reader, or a dependent one whose object that reader does not see:
    there is such an opening; one finding for each element that excludes, which names the readers, how many openings
    do nothing because of it and the lines of the first three.
    """
    excluding = []
    for e in c.elements:
        for reader in AUDIENCES:
            if reader in e.words("zichtbaar") and not c.visible(e, reader):
                around = list(e.up())[1:]
                taken = [x for x in around if x.has("zichtbaar") and reader not in x.words("zichtbaar")
                         or c.shut(x, reader) and not e.inside("voor-leerling") or c.hidden_dependent(x, reader)]
                taken += [e] if c.hidden_dependent(e, reader) else []
                if taken and taken[0] not in excluding:
                    excluding.append(taken[0])
    return excluding


@rule("note", since="intake", before="advies")
def hgw728(c):
    """toestemmingen, else casus: for one or more of ouders (leerling capable), school and extern: some element's
    @zichtbaar holds it, someone of it is in the @deelnemers of an overleg, and there is no valid consent for delen
    with it; one finding that names them.
    """
    table = [p for o in c.all("overleg") for p in c.refs(o, "deelnemers")]
    for group in ("ouders", "school", "extern"):
        if group == "ouders" and not c.capable:
            continue
        if c.opened(group) and any(p in table for p in c.group(group)) and not c.group_valid(group):
            return [c.section("toestemmingen")]
    return []


@rule("warning", since="intake")
def hgw729(c):
    """toestemmingen: for opstart, or for opvragen when an onderzoek has an @uitvoerder with rol extern, there is no
    valid consent but one older than the birthday, and no toestemming on it with @status=niet-vereist, filled text
    and a @datum not later than today; one finding that says on which day the leerling became twelve: ask now.
    """
    asked = any(o.has("uitvoerder") and c.ref(o, "uitvoerder").get("rol") == "extern" for o in c.all("onderzoek"))
    for purpose in ["opstart"] + (["opvragen"] if asked else []):
        if not c.valid(purpose) and c.older_than_birthday(purpose) and not c.not_required(purpose):
            return c.only_section("toestemmingen")
    return []


@rule("warning", since="advies", held=True)
def hgw730(c):
    """aanbeveling, @status=gekozen: no afspraak names it in @aanbeveling: chosen, and nobody does it."""
    for r in c.all("aanbeveling"):
        if r.get("status") == "gekozen" and not named_by(c, r, "aanbeveling", "afspraak"):
            yield r


@rule("warning", since="advies")
def hgw731(c):
    """afspraak with @tot earlier than today: @uitkomst absent: did it happen?."""
    return [a for a in c.all("afspraak") if a.has("tot") and a.get("tot") < c.today and not a.has("uitkomst")]


@rule("error")
def hgw732(c):
    """aanpak, afspraak; evaluatie; onderzoek: @tot earlier than @van; @uitgevoerd later than today; @datum later than
    today while resultaat or a score is filled.
    """
    for e in c.all("aanpak", "afspraak"):
        if e.has("van") and e.has("tot") and e.get("tot") < e.get("van"):
            yield e
    for e in c.all("evaluatie"):
        if e.has("uitgevoerd") and e.get("uitgevoerd") > c.today:
            yield e
    for o in c.all("onderzoek"):
        if o.has("datum") and o.get("datum") > c.today and (o.says("resultaat") or o.says("score")):
            yield o


@rule("note", since="strategie", before="integratie")
def hgw733(c):
    """hypothese, @status open or absent: no onderzoeksvraag names it in @hypothesen, and there is no besluit with
    @informatie=voldoende.
    """
    for y in c.all("hypothese"):
        enough = any(b.get("informatie") == "voldoende" for b in c.all("besluit"))
        if open_status(y) and not named_by(c, y, "hypothesen", "onderzoeksvraag") and not enough:
            yield y


@rule("warning", since="integratie")
def hgw801(c):
    """doel/tekst: contains a phrase of list vermijding: the goal says what must stop, not the desired situation."""
    return [t for t in goal_texts(c, "tekst") if has_phrase(c, t, "vermijding")]


@rule("warning", since="integratie")
def hgw802(c):
    """doel/tekst, termijn kort; doel/criterium: tekst: contains a phrase of list vaag, and the doel has no filled
    criterium; criterium: contains one, and neither a digit nor a phrase of list getal.
    """
    for t in goal_texts(c, "tekst", "criterium"):
        if not has_phrase(c, t, "vaag"):
            continue
        if t.name == "tekst" and t.parent.get("termijn") == "kort" and not t.parent.says("criterium"):
            yield t
        if t.name == "criterium" and not any(x.isdigit() for x in t.text) and not has_phrase(c, t, "getal"):
            yield t


@rule("warning", since="integratie")
def hgw803(c):
    """doel/tekst, doel/criterium, afspraak: contains a phrase of list onbepaalde-tijd."""
    return [t for t in goal_texts(c, "tekst", "criterium") + c.all("afspraak") if has_phrase(c, t, "onbepaalde-tijd")]


@rule("note", since="integratie")
def hgw804(c):
    """doel/tekst: more than 25 words or more than one sentence."""
    for t in goal_texts(c, "tekst"):
        if len(c.language.words(t.text)) > 25 or len(c.language.sentences(t.text)) > 1:
            yield t


@rule("warning", since="strategie")
def hgw805(c):
    """als-dan/dan: contains a phrase of list weten-om-te-weten or etiket, and no phrase of list advieswoorden."""
    for t in texts_of(c, "als-dan", "dan"):
        if has_phrase(c, t, "weten-om-te-weten", "etiket") and not has_phrase(c, t, "advieswoorden"):
            yield t


@rule("note", since="intake", before="integratie")
def hgw806(c):
    """hulpvraag/vraag: contains a phrase of list etiket or attest: ask on, what would you do with it?."""
    return [t for t in texts_of(c, "hulpvraag", "vraag") if has_phrase(c, t, "etiket", "attest")]


@rule("warning", since="intake")
def hgw811(c):
    """every leaf text, except inside betrokkene, toestemming, hulpvraag, zorg, verwachting, verklaring, oplossing,
    akkoord, afwezig, bekwaamheid, verslag, eigen-woorden: contains a phrase of list verwijt: blaming.
    """
    spared = ("betrokkene", "toestemming", "akkoord", "afwezig", "bekwaamheid", "verslag", "eigen-woorden") + WORDS
    return [t for t in c.leaves() if not t.inside(*spared) and has_phrase(c, t, "verwijt")]


@rule("warning", since="integratie")
def hgw821(c):
    """doel/tekst, onderwijsbehoefte, opvoedingsbehoefte, aanbeveling/tekst: contains a phrase of list etiket: what the
    pupil has or is, not what the pupil needs.
    """
    texts = goal_texts(c, "tekst") + c.all(*NEEDS) + texts_of(c, "aanbeveling", "tekst")
    return [t for t in texts if has_phrase(c, t, "etiket")]


@rule("note", since="integratie")
def hgw822(c):
    """onderwijsbehoefte, opvoedingsbehoefte: contains no phrase of list behoefte."""
    return [n for n in c.all(*NEEDS) if not has_phrase(c, n, "behoefte")]


@rule("note")
def hgw841(c):
    """positief: contains a phrase of list terugname: the positive is taken back."""
    return [p for p in c.all("positief") if has_phrase(c, p, "terugname")]


@rule("warning", since="advies")
def hgw861(c):
    """a leaf text visible to ouders or leerling: contains a phrase of list vakjargon that no begrip visible to the
    same reader explains: its @term contains the phrase as found, or the phrase contains the term (letter case
    ignored); one finding, for the first such phrase.
    """
    def explained(phrase, reader):
        phrase = " ".join(phrase.lower().split())
        terms = [b.get("term").lower() for b in c.all("begrip") if c.visible(b, reader)]
        return any(phrase in term or term in phrase for term in terms)
    for t in c.leaves():
        for reader in ("ouders", "leerling"):
            if c.visible(t, reader) and any(not explained(p, reader) for p in c.language.found("vakjargon", t.text)):
                yield t
                break


@rule("note", since="advies")
def hgw862(c):
    """integratief-beeld, aanbeveling/tekst, hulpvraag/antwoord, visible to ouders; voor-leerling, visible to leerling:
    a sentence of more than 25 words (voor-leerling: 20); one finding.
    """
    texts = c.all("integratief-beeld") + texts_of(c, "aanbeveling", "tekst") + texts_of(c, "hulpvraag", "antwoord")
    readable = [(t, 25) for t in texts if c.visible(t, "ouders")]
    readable += [(t, 20) for t in c.all("voor-leerling") if c.visible(t, "leerling")]
    for t, most in readable:
        if any(len(c.language.words(s)) > most for s in c.language.sentences(t.text)):
            yield t


@rule("note", since="advies")
def hgw863(c):
    """casus: the leaf texts visible to ouders, their words, sentences (at least one a text) and syllables summed,
    score below 60 on the Flesch-Douma reading ease (only from 100 words on).
    """
    texts = [t.text for t in c.leaves() if c.visible(t, "ouders")]
    words = [w for t in texts for w in c.language.words(t)]
    if len(words) >= 100:
        sentences = sum(max(1, len(c.language.sentences(t))) for t in texts)
        syllables = sum(c.language.syllables(w) for w in words)
        if 206.84 - 77 * syllables / len(words) - 0.93 * len(words) / sentences < 60:
            yield c.root


@rule("warning")
def hgw871(c):
    """every leaf text and every @toelichting and @bron (on its element) but score, visible to school, extern or
    leerling: one sentence holds a phrase of list score and a number: a test score in prose.
    """
    found = []
    for e, text in private_texts(c):
        if e.name == "score" or e in found or not any(c.visible(e, r) for r in ("school", "extern", "leerling")):
            continue
        if any(c.language.found("score", s) and c.language.numbers(s) for s in c.language.sentences(text)):
            found.append(e)
    return found


@rule("note")
def hgw872(c):
    """every leaf text and every @toelichting and @bron (on its element) outside advies, visible to school or extern:
    contains a phrase of list gevoelig: does the school need to know this?.
    """
    found = []
    for e, text in private_texts(c):
        if e.inside("advies") or e in found or not any(c.visible(e, r) for r in ("school", "extern")):
            continue
        if c.language.found("gevoelig", text):
            found.append(e)
    return found


# --- waivers, and all of it ---

NEVER_WAIVED = ("HGW714", "HGW715", "HGW716", "HGW717", "HGW720", "HGW724", "HGW729")


def can_be_waived(code):
    return code in RULES and not code.startswith("HGW0") and code not in NEVER_WAIVED


def check(c):
    """What must be found: (line, code, level, whether it is accounted for), sorted."""
    found = [(e, code, r) for code, r in RULES.items() if r.holds(c) for e in r.find(c)]
    accounts = [v for v in c.all("verantwoording") if v.filled and can_be_waived(v.get("regel"))]

    def covers(v, e, code):
        return v.get("regel") == code and (not v.has("object") or c.ref(v, "object") in [c.root, *e.up()])
    result = [(e.line, code, r.level, any(covers(v, e, code) for v in accounts)) for e, code, r in found]
    for v in accounts:  # HGW008
        if RULES[v.get("regel")].in_phase(c) and not any(covers(v, e, code) for e, code, _ in found):
            result.append((v.line, "HGW008", "note", False))
    return sorted(result)
