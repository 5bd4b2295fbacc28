"""What signs are looked for in, read from the tables that managers read.

Owns where each number stands; when something is a sign is application/review/signs.py's.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final

from returns_desk.adapters.journal.ended_cases import CREDIT
from returns_desk.adapters.journal.ended_figures import days_of
from returns_desk.adapters.journal.period_figures import moments_of
from returns_desk.application.review.overview import Period
from returns_desk.application.review.signs import Answered, Counted, SignFigures

MONEY: Final = "refund/original"
PARTS: Final[Mapping[str, range]] = {
    "morning": range(12),
    "afternoon": range(12, 16),
    "evening": range(16, 24),
}
"""Parts of the day, by the hour in which a case ended."""
MOST_ITEMS: Final = 200

_CREDIT: Final = """
    SELECT terminal, hour, count(*), sum(outcome = :credit) FROM ended_cases
    WHERE day BETWEEN :first AND :last AND outcome <> ''
    AND instr(' ' || offered || ' ', ' ' || :money || ' ')
    AND instr(' ' || offered || ' ', ' ' || :credit || ' ')
    GROUP BY terminal, hour
"""
_LEFT: Final = """
    SELECT hour, count(*), sum(left_reason <> '') FROM ended_cases
    WHERE day BETWEEN ? AND ? GROUP BY hour ORDER BY hour
"""
_ITEMS: Final = """
    SELECT i.sku, max(i.description), count(*) FROM ended_cases e JOIN case_items i USING (case_id)
    WHERE e.day BETWEEN ? AND ? AND e.outcome <> '' AND i.sku <> ''
    GROUP BY i.sku ORDER BY count(*) DESC, i.sku LIMIT ?
"""
_REASONS: Final = """
    SELECT i.reason, count(*) FROM ended_cases e JOIN case_items i USING (case_id)
    WHERE e.day BETWEEN ? AND ? AND e.outcome <> '' AND i.reason <> ''
    GROUP BY i.reason ORDER BY count(*) DESC, i.reason
"""
_ANSWERS: Final = """
    SELECT d.event, d.decision, d.option, e.rule, i.reason, i.condition FROM decisions d
    JOIN escalations e ON e.case_id = d.case_id AND e.option = d.option
    JOIN case_items i ON i.case_id = d.case_id
    WHERE d.decided_at >= ? AND d.decided_at < ? AND e.rule <> '' ORDER BY d.event
"""
_PROMISES: Final = """
    SELECT kind, count(*), sum(status = 'broken') FROM promises
    WHERE status IN ('kept', 'broken') AND due_at >= ? AND due_at < ? GROUP BY kind ORDER BY kind
"""


def sign_figures(
    connection: sqlite3.Connection, period: Period, sold: Mapping[str, int]
) -> SignFigures:
    """The figures of a period; `sold` are lines sold by SKU, as far as anybody knows."""
    days, moments = days_of(period), moments_of(connection, period)
    parts, counters = _credit(connection, period)
    items = connection.execute(_ITEMS, (*days, MOST_ITEMS)).fetchall()
    reasons = connection.execute(_REASONS, days).fetchall()
    every = sum(count for _, count in reasons)
    answers = tuple(_answers(connection.execute(_ANSWERS, moments)))
    left = connection.execute(_LEFT, days)
    promises = connection.execute(_PROMISES, moments)
    return SignFigures(
        credit_by_part=parts,
        credit_by_counter=counters,
        items=tuple(Counted(sku, count, sold.get(sku, 0), text) for sku, text, count in items),
        reasons=tuple(Counted(reason, count, every) for reason, count in reasons),
        answers=answers,
        rules=_rules(answers),
        promises=tuple(Counted(kind, broken, of) for kind, of, broken in promises),
        left=tuple(Counted(str(hour), gone, of) for hour, of, gone in left),
    )


def _credit(
    connection: sqlite3.Connection, period: Period
) -> tuple[tuple[Counted, ...], tuple[Counted, ...]]:
    first, last = days_of(period)
    asked = {"first": first, "last": last, "credit": CREDIT, "money": MONEY}
    parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for terminal, hour, of, times in connection.execute(_CREDIT, asked):
        part = next(name for name, hours in PARTS.items() if hour in hours)
        for found in (parts[part], counters[terminal]):
            found.update(times=times, of=of)
    return _counted(parts, PARTS), _counted(counters, sorted(counters))


def _counted(found: Mapping[str, Counter[str]], order: Iterable[str]) -> tuple[Counted, ...]:
    return tuple(Counted(x, found[x]["times"], found[x]["of"]) for x in order if x in found)


def _answers(rows: Iterable[tuple[int, str, str, str, str, str]]) -> Iterable[Answered]:
    """Equal cases together; goods of one case stand in several rows."""
    given: defaultdict[tuple[str, str, tuple[str, ...], tuple[str, ...]], Counter[str]]
    given = defaultdict(Counter)
    for _, of_event in groupby(rows, key=itemgetter(0)):
        goods = list(of_event)
        _, decision, option, rule, *_ = goods[0]
        reasons = tuple(sorted({row[4] for row in goods if row[4]}))
        conditions = tuple(sorted({row[5] for row in goods if row[5]}))
        given[rule, option, reasons, conditions][decision] += 1
    for key, count in sorted(given.items(), key=lambda each: (-each[1].total(), each[0])):
        yield Answered(*key, allowed=count["approved"], declined=count["declined"])


def _rules(answers: Iterable[Answered]) -> tuple[Counted, ...]:
    allowed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    options: dict[str, str] = {}
    for each in answers:
        allowed[each.rule] += each.allowed
        every[each.rule] += each.allowed + each.declined
        options.setdefault(each.rule, each.option)
    return tuple(
        Counted(rule, allowed[rule], of, options[rule]) for rule, of in every.most_common()
    )
