"""The tests of a rule: tables of `when`, `any` and `unless` to the domain's conjunctions.

Owns the reading of fields, words, patterns and intervals. Must not know what a rule does.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from returns_desk.adapters.policies.problems import nearest, quoted
from returns_desk.adapters.policies.values import (
    UnreadableError,
    day_of_year_from_text,
    money_from_text,
    whole_number,
)
from returns_desk.domain.policy import FIELDS, Conjunction, FieldKind, FieldTest

BOUNDS = ("at_least", "at_most", "over", "under")
GROUPS = frozenset(name.rpartition(".")[0] for name in FIELDS if "." in name)
"""What stands before the dot of a field; it may also be written as a table."""
INTERVAL_KINDS = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE})

Report = Callable[[str, str], None]
"""Called with a key path and a sentence for each thing that is wrong."""


def read_conjunction(
    table: Mapping[str, object], place: str, currency: str | None, report: Report
) -> Conjunction:
    """The tests of one table, fields in alphabetical order; problems go to `report`."""
    tests = []
    for path, name, value in _leaves(table, place, "", report):
        try:
            tests.append(_test(name, value, currency))
        except UnreadableError as problem:
            report(path, str(problem))
    if not table:
        report(place, "has no test in it; name at least one field or leave it out.")
    return tuple(sorted(tests, key=lambda test: test.field))


def _leaves(
    table: Mapping[str, object], place: str, prefix: str, report: Report
) -> Iterator[tuple[str, str, object]]:
    """Key path, field and value of every test, whether fields are dotted or nested."""
    for key, value in table.items():
        name, path = f"{prefix}{key}", f"{place}.{key}"
        if name in FIELDS:
            yield path, name, value
        elif name in GROUPS and isinstance(value, Mapping):
            yield from _leaves(value, path, f"{name}.", report)
        else:
            report(path, f"no field {quoted(name)} can be tested; {nearest(name, list(FIELDS))}")


def _test(name: str, value: object, currency: str | None) -> FieldTest:
    kind = FIELDS[name].kind
    if kind is FieldKind.FLAG:
        if not isinstance(value, bool):
            raise UnreadableError(f"{quoted(value)} is neither true nor false; write one of them.")
        return FieldTest(name, any_of=frozenset({value}))
    if kind in INTERVAL_KINDS:
        least, most = _interval(value, kind, currency)
        return FieldTest(name, at_least=least, at_most=most)
    if kind is FieldKind.DEADLINE:
        return FieldTest(name, at_most=day_of_year_from_text(value))
    if kind is FieldKind.SEASON:
        first, last = _season(value)
        return FieldTest(name, at_least=first, at_most=last)
    words = _words(value)
    if kind is FieldKind.PATTERN:
        return FieldTest(name, patterns=words)
    known = FIELDS[name].values
    for word in words:
        # Where the field has no list, the words are the shop's own.
        if known and word not in known:
            raise UnreadableError(f"{quoted(word)} is no {name}; {nearest(word, known)}")
    return FieldTest(name, any_of=frozenset(words))


def _words(value: object) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(w, str) for w in words):
        raise UnreadableError(f'{quoted(value)} is no word; write "one" or ["one", "another"].')
    return tuple(dict.fromkeys(words))


def _season(value: object) -> tuple[int, int]:
    """The first and the last day of a season, or twice the one day that it is."""
    if isinstance(value, str):
        day = day_of_year_from_text(value)
        return day, day
    if not isinstance(value, dict) or set(value) != {"at_least", "at_most"}:
        example = '{ at_least = "11-01", at_most = "12-24" }'
        raise UnreadableError(f"{quoted(value)} is no season; write both its ends, {example}.")
    return day_of_year_from_text(value["at_least"]), day_of_year_from_text(value["at_most"])


def _interval(
    value: object, kind: FieldKind, currency: str | None
) -> tuple[int | None, int | None]:
    if not isinstance(value, dict):
        exact = _point(value, kind, currency)
        return exact, exact
    unknown = [key for key in value if key not in BOUNDS]
    if unknown or not value:
        asked = unknown[0] if unknown else ""
        raise UnreadableError(f"{quoted(asked)} is no bound; {nearest(asked, BOUNDS)}")
    least = _bound(value, ("at_least", 0), ("over", 1), kind, currency)
    most = _bound(value, ("at_most", 0), ("under", -1), kind, currency)
    if least is not None and most is not None and least > most:
        raise UnreadableError("nothing lies between these bounds; swap them.")
    return least, most


def _bound(
    table: Mapping[str, object],
    closed: tuple[str, int],
    open_: tuple[str, int],
    kind: FieldKind,
    currency: str | None,
) -> int | None:
    given = [(name, step) for name, step in (closed, open_) if name in table]
    if len(given) > 1:
        raise UnreadableError(f"'{closed[0]}' and '{open_[0]}' exclude each other; keep one.")
    if not given:
        return None
    name, step = given[0]
    return _point(table[name], kind, currency) + step


def _point(value: object, kind: FieldKind, currency: str | None) -> int:
    if kind is FieldKind.MONEY:
        return money_from_text(value, currency)
    if kind is FieldKind.NUMBER:
        return whole_number(value)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise UnreadableError(f"{quoted(value)} is no date; {_date_mend(value)}.")
    return value.toordinal()


def _date_mend(value: object) -> str:
    """How a date is written; a day of no year has fields of its own."""
    try:
        day_of_year_from_text(value)
    except UnreadableError:
        return "write it bare, like 2026-11-21"
    return (
        "for every year there are sold_in_season, today_in_season and return_until, "
        "for one year write it bare, like 2026-11-21"
    )
