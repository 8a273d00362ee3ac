"""Reads calendars as RFC 5545 asks: line ends, folding, escaping, and what an event must have."""

import re
import sys


def properties(data):
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b""), "lines end with CR LF (3.1)"
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, "a line of more than 75 bytes (3.1)"
        line.decode("utf-8")  # no character is cut in two
    text = data.replace(b"\r\n ", b"").decode("utf-8")
    for line in text.split("\r\n")[:-1]:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):([^\x00-\x08\x0a-\x1f\x7f]*)", line)
        assert match, "no property: " + line
        yield match.groups()


for name in sys.argv[1:]:
    with open(name, "rb") as file:
        lines = list(properties(file.read()))
    assert lines[0] == ("BEGIN", "", "VCALENDAR") and lines[-1] == ("END", "", "VCALENDAR")
    head = [line[0] for line in lines[1 : lines.index(("BEGIN", "", "VEVENT"))]]
    assert sorted(head) == ["PRODID", "VERSION"], head
    events, event = [], None
    for key, parameters, value in lines[1 + len(head) : -1]:
        if (key, value) == ("BEGIN", "VEVENT"):
            assert event is None
            event = {}
        elif (key, value) == ("END", "VEVENT"):
            events.append(event)
            event = None
        else:
            assert key not in event, "twice: " + key
            event[key] = (parameters, value)
    assert event is None
    for event in events:
        assert set(event) == {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "CLASS", "TRANSP"}, sorted(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"][1])
        assert event["DTSTART"][0] == ";VALUE=DATE" and re.fullmatch(r"\d{8}", event["DTSTART"][1])
        assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])+", event["SUMMARY"][1]), "not escaped (3.3.11)"
    assert len({event["UID"][1] for event in events}) == len(events), "a UID that is not unique"
    print(name, len(events), events[-1]["SUMMARY"][1])
