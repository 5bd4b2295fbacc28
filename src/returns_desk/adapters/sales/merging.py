"""Decides whether an arriving copy of a receipt fits the one that is stored.

Owns the comparison of two copies of one receipt. Must not read or write anything. What one copy
does not know the other may fill in; what both know must agree, and what came back only grows.
"""

from dataclasses import fields, replace
from typing import Any

from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale, SaleLine, SaleTender

_GROWS = frozenset({"returned", "returned_paid", "returned_fee", "refunded"})


class ContradictionError(OperatorMistake):
    """Two copies of one receipt disagree; the sentence names the first field that does."""


def merged(stored: Sale, arriving: Sale, *, stored_tender_is_assumed: bool = False) -> Sale:
    """Join two copies of one receipt, so that nothing known is lost.

    Raises:
        ContradictionError: both copies know a fact and disagree about it.

    """
    lines = _joined(stored.lines, arriving.lines, "line")
    takes_new = stored_tender_is_assumed or _follows_its_lines(stored, arriving)
    tenders = arriving.tenders if takes_new else _joined(stored.tenders, arriving.tenders, "tender")
    known = _agreed(stored, arriving, "", skip=frozenset({"lines", "tenders"}))
    return replace(arriving, **known, lines=lines, tenders=tenders)


def amounts_differ(keyed_in: Sale, real: Sale) -> bool:
    """True where the paper that was keyed in says other amounts than the till."""
    return sorted(x.paid for x in keyed_in.lines) != sorted(x.paid for x in real.lines)


def _follows_its_lines(stored: Sale, arriving: Sale) -> bool:
    """True where the payments of both copies are exactly their lines, and lines were added.

    So it is with a till whose file names a way of paying per line: a line that was mended brings
    its money along.
    """
    same_ways = [_way(x) for x in stored.tenders] == [_way(x) for x in arriving.tenders]
    adds_up = all(
        sum(t.amount for t in x.tenders) == sum(line.paid for line in x.lines)
        for x in (stored, arriving)
    )
    return same_ways and adds_up and len(arriving.lines) > len(stored.lines)


def _way(tender: SaleTender) -> tuple[object, ...]:
    return tender.tender, tender.type, tender.scheme, tender.last4, tender.refunded


def _joined(stored: tuple[Any, ...], arriving: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    new = {getattr(record, key): record for record in arriving}
    joined = []
    for record in stored:
        number = getattr(record, key)
        if number not in new:
            raise _contradiction(f"{key} {number}", "is missing in the new copy")
        other = new.pop(number)
        joined.append(replace(other, **_agreed(record, other, f"{key} {number}: ")))
    return tuple(sorted([*joined, *new.values()], key=lambda record: getattr(record, key)))


def _agreed(
    stored: Sale | SaleLine | SaleTender,
    arriving: Sale | SaleLine | SaleTender,
    place: str,
    skip: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    agreed = {}
    for field in fields(stored):
        if field.name in skip:
            continue
        old, new = getattr(stored, field.name), getattr(arriving, field.name)
        if old == new:
            continue
        agreed[field.name] = _one_of(field.name, (old, new), field.default, place)
    return agreed


def _one_of(name: str, values: tuple[Any, Any], unknown: object, place: str) -> object:
    old, new = values
    if name in _GROWS:
        if new >= old:
            return new
        raise _contradiction(f"{place}{name}", "is less than what is stored")
    # A field at its default was not said by that copy.
    if old == unknown:
        return new
    if new == unknown:
        return old
    raise _contradiction(f"{place}{name}", "differs from what is stored")


def _contradiction(what: str, how: str) -> ContradictionError:
    return ContradictionError(f"{what} {how}", code="contradicts_stored_sale")
