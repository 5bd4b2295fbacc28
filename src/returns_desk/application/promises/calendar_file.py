"""Promises as a calendar file (RFC 5545), for whoever wants to be reminded by their calendar.

Owns the file's text: folding at 75 octets, escaping, moments in UTC. Nothing personal is in it but
what is given as `words`, which a person chose to put there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

LINE_OCTETS: Final = 75
_LASTS: Final = timedelta(minutes=15)
_WARNS: Final = "-PT15M"
_ESCAPES: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One promise in a calendar: its id, what it says, and by when."""

    id: str
    title: str
    due: datetime
    words: str = ""


def calendar_text(entries: Sequence[CalendarEntry], made_at: datetime) -> str:
    """The whole file, its lines ended by CR LF; `made_at` is when it was asked for."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Returns Desk//Promises//EN",
        *(line for entry in entries for line in _event(entry, made_at)),
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(entry: CalendarEntry, made_at: datetime) -> Iterator[str]:
    title = _escaped(entry.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@returns-desk"
    yield f"DTSTAMP:{_utc(made_at)}"
    yield f"DTSTART:{_utc(entry.due - _LASTS)}"
    yield f"DTEND:{_utc(entry.due)}"
    yield f"SUMMARY:{title}"
    if entry.words:
        yield f"DESCRIPTION:{_escaped(entry.words)}"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{title}"
    yield f"TRIGGER:{_WARNS}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    plain = "\n".join(text.splitlines())
    for sign, escaped in _ESCAPES:
        plain = plain.replace(sign, escaped)
    return plain


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, no letter cut in two.

    All but the first begin with a space, which counts.
    """
    part, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LINE_OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + sign, octets + size
    yield part
