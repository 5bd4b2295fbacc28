"""How many completions of the unknown facts an option and item can need, at worst.

Owns the count, as the engine would meet it for a sale with one
tender. Never less than the truth: known facts count one by one, not as they hang together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from returns_desk.application.policy_lab.passing import passes
from returns_desk.application.policy_lab.sample_words import samples
from returns_desk.application.policy_lab.thresholds import numbers_of, patterns_of
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.policy import FIELDS, Conjunction, FieldKind, FieldTest, Rule

MOST_COMPLETIONS = 4_096
"""No option and item may need more (DESIGN.md, section 4)."""

_DELIVERY = ("days_since_delivery", "months_since_delivery", "days_from_delivery_to_notice")


@dataclass(frozen=True, slots=True)
class Product:
    """The worst number of completions of one option, and what makes it."""

    option: str
    completions: int
    facts: Mapping[str, int]
    rules: tuple[str, ...]


def worst_product(rules: Sequence[Rule]) -> Product:
    """The option with most completions under these rules.

    First as if all rules could be in play at once; only where that is above the limit, by what
    the known facts leave in play.
    """
    worst = Product(CATALOGUE[0], 1, {}, ())
    for option in CATALOGUE:
        pieces = _pieces([rule for rule in rules if option in rule.options])
        bound = _product(option, pieces)
        if bound.completions > MOST_COMPLETIONS:
            bound = max(
                (_product(option, _whole([pieces[i] for i in cell])) for cell in _cells(pieces)),
                key=lambda each: each.completions,
            )
        worst = max(worst, bound, key=lambda each: each.completions)
    return worst


@dataclass(frozen=True, slots=True)
class _Piece:
    """One conjunction of a rule; `part` says which."""

    rule: Rule
    part: str
    tests: Conjunction


def _pieces(rules: Sequence[Rule]) -> list[_Piece]:
    pieces = []
    for rule in rules:
        pieces.append(_Piece(rule, "when", rule.when))
        pieces += [_Piece(rule, "any", each) for each in rule.any]
        pieces += [_Piece(rule, "unless", each) for each in rule.unless]
    return pieces


def _whole(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces of rules that can still apply: `when` is left, and some `any` if there was one."""
    parts: dict[str, set[str]] = {}
    for piece in pieces:
        parts.setdefault(piece.rule.id, set()).add(piece.part)
    return [
        piece
        for piece in pieces
        if parts[piece.rule.id] >= ({"when", "any"} if piece.rule.any else {"when"})
    ]


def _product(option: str, pieces: Sequence[_Piece]) -> Product:
    """Each unknown fact with the number of classes that these pieces tell apart."""
    tests: dict[str, list[FieldTest]] = {}
    for test in dict.fromkeys(test for piece in pieces for test in piece.tests):
        if FIELDS[test.field].may_be_unknown:
            tests.setdefault(_fact_of(test.field), []).append(test)
    facts = {fact: _classes(fact, mine) for fact, mine in tests.items()}
    telling = {fact: count for fact, count in facts.items() if count > 1}
    naming = (
        piece.rule.id
        for piece in pieces
        if any(_fact_of(test.field) in telling for test in piece.tests)
    )
    return Product(option, prod(telling.values()), telling, tuple(dict.fromkeys(naming)))


def _fact_of(field: str) -> str:
    """The unknown fact that gives a field; some facts give several."""
    if field in _DELIVERY:
        return "delivered_at"
    return "fault" if field.startswith("fault.") else field


def _classes(fact: str, tests: Sequence[FieldTest]) -> int:
    """How many kinds of answers the tests tell apart."""
    answers = {
        tuple(passes(test, values[test.field]) for test in tests) for values in _values(fact, tests)
    }
    return len(answers)


def _values(fact: str, tests: Sequence[FieldTest]) -> Iterator[Mapping[str, object]]:
    fields = tuple(dict.fromkeys(test.field for test in tests))
    if fact == "delivered_at":
        yield from _deliveries(tests)
        return
    for values in product(*(_values_of(field, tests) for field in fields)):
        yield dict(zip(fields, values, strict=True))


def _deliveries(tests: Sequence[FieldTest]) -> Iterator[Mapping[str, object]]:
    """Days since a delivery around each turn, months as so many times 31 days."""
    days = {0} | {n for f in (_DELIVERY[0], _DELIVERY[2]) for n in numbers_of(tests, f)}
    days |= {31 * n for n in numbers_of(tests, _DELIVERY[1])}
    for each in sorted(day for day in days if day >= 0):
        yield {_DELIVERY[0]: each, _DELIVERY[1]: -(-each // 31), _DELIVERY[2]: each}


def _values_of(field: str, tests: Sequence[FieldTest]) -> Sequence[object]:
    kind = FIELDS[field].kind
    if kind is FieldKind.FLAG:
        return (True, False)
    if kind is FieldKind.WORD:
        return [word for word in FIELDS[field].values if (field, word) != ("reason", "gift")]
    if kind is FieldKind.NUMBER:
        return (0, *(n for n in numbers_of(tests, field) if n > 0))
    words = sorted({str(w) for test in tests if test.field == field for w in test.any_of})
    sizes = range(len(words) + 1)
    return [frozenset(chosen) for size in sizes for chosen in combinations(words, size)]


# --- case by case -------------------------------------------------------------------------------


def _cells(pieces: Sequence[_Piece]) -> set[frozenset[int]]:
    """The largest sets of pieces whose known tests can hold together.

    More pieces tell more apart, so smaller sets need no look.
    """
    alive = {frozenset(range(len(pieces)))}
    for tests in _known_tests(pieces).values():
        barred = {_barred_by(pieces, tests, value) for value in _known_values(tests)}
        alive = _largest({each - bar for each in alive for bar in barred})
    return alive


def _known_tests(pieces: Sequence[_Piece]) -> dict[str, list[FieldTest]]:
    """Tests of facts that are never unknown, by field."""
    by_field: dict[str, list[FieldTest]] = {}
    for test in dict.fromkeys(test for piece in pieces for test in piece.tests):
        if not FIELDS[test.field].may_be_unknown:
            by_field.setdefault(test.field, []).append(test)
    return by_field


def _barred_by(
    pieces: Sequence[_Piece], tests: Sequence[FieldTest], value: object
) -> frozenset[int]:
    """The pieces that can't hold where the field has that value."""
    failing = {test for test in tests if not passes(test, value)}
    return frozenset(i for i, each in enumerate(pieces) if not failing.isdisjoint(each.tests))


def _largest(sets: set[frozenset[int]]) -> set[frozenset[int]]:
    return {each for each in sets if not any(each < other for other in sets)}


def _known_values(tests: Sequence[FieldTest]) -> Sequence[object]:
    """Values of a known field at every turn, for every word and every pattern."""
    field = tests[0].field
    kind = FIELDS[field].kind
    if kind is FieldKind.PATTERN:
        return (None, *samples(patterns_of(tests, field)))
    if kind in {FieldKind.FLAG, FieldKind.WORD}:
        return _values_of(field, tests)
    return (None, *numbers_of(tests, field))
