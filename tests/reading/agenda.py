"""The dates of a case, as the text about hgw-agenda and the rules on consent say them.

Each is (date, what, line of the element), with the people whom it concerns. What is over is gone (a meeting, a birthday) or is
too late until it happened (the others).
"""
def concerned(c, people):
    """A goal without voor is the pupil's."""
    return people or [c.pupil]


def dates(c):
    """(date, what, element, people, whether it stays when it is past)"""
    for o in c.all("overleg"):
        yield o.get("datum"), "overleg", o, c.refs(o, "deelnemers"), False
    for e in c.all("evaluatie"):
        if e.has("gepland") and not e.has("uitgevoerd"):
            yield e.get("gepland"), "evaluatie", e, [p for d in c.refs(e, "doelen") for p in concerned(c, c.refs(d, "voor"))], True
    for d in c.all("doel"):
        done = any(d in c.refs(e, "doelen") and e.get("besluit") in ("bereikt", "stoppen") for e in c.all("evaluatie"))
        if d.has("streefdatum") and not done:
            yield d.get("streefdatum"), "streefdatum", d, concerned(c, c.refs(d, "voor")), True
    for a in c.all("afspraak"):
        if a.has("tot") and not a.has("uitkomst"):
            yield a.get("tot"), "afspraak", a, c.refs(a, "wie"), True
    for years in (12, 18):
        if c.birthday(years):
            yield c.birthday(years), "verjaardag", c.pupil, [c.pupil], False
    yield from consents(c)


def consents(c):
    """Asked from intake on, as HGW714 and HGW729 do: since the case began, or since the pupil became twelve."""
    if c.root.get("fase") == "vraagverheldering":
        return
    if not c.valid("opstart") and not c.older_than_birthday("opstart") and not c.not_required("opstart"):
        pupil = [c.pupil] if c.capacity is not False else []
        parents = c.parents if c.capacity is not True else []
        yield c.root.get("start"), "toestemming", c.root, pupil + parents, True
    research = any(o.has("uitvoerder") and c.ref(o, "uitvoerder").get("rol") == "extern" for o in c.all("onderzoek"))
    for purpose in ["opstart"] + ["opvragen"] * research:
        if not c.valid(purpose) and c.older_than_birthday(purpose) and not c.not_required(purpose):
            yield c.birthday(12), "toestemming", c.root.child("toestemmingen"), [c.pupil], True


def agenda(c, since=None, until=None, person=None):
    found = []
    for date, what, element, people, stays in dates(c):
        if date < (since or c.today) and not (stays and since is None):
            continue
        if until is not None and date > until:
            continue
        if person is not None and not any(person in (p.get("id"), p.get("rol")) or person == p.name for p in people):
            continue
        found.append((date, what, element.line))
    return sorted(found)
