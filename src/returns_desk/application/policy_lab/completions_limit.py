"""How many completions of the unknown facts an option and item can need, at worst.

Owns the limit. The counting is the engine's own, for an item of which nothing is known yet, sold at
a distance and paid with two cards. Never less than the truth: what is always known of a case (days
since the sale, category, tender) is taken as if it could be anything at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from math import prod

from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import Case, Claim, Store
from returns_desk.domain.engine.completions import (
    InPlay,
    Scope,
    count_of,
    facts_in_play,
    groups_in_play,
    told_apart,
)
from returns_desk.domain.engine.item_facts import Bought, unknown_delivery
from returns_desk.domain.engine.routing import MIXED, WAYS
from returns_desk.domain.engine.rulebook import MOST_BOOKS_KEPT, Rulebook, rulebook_for
from returns_desk.domain.engine.unknowns import Unknown
from returns_desk.domain.engine.verdicts import GOODS
from returns_desk.domain.policy import FIELDS, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import Channel, Sale, SaleLine

MOST_COMPLETIONS = 4_096
"""No option and item may need more (DESIGN.md, section 4)."""

MOST_COMBINATIONS = 32_768
"""Beyond so many combinations within one group nobody looks which of them act alike."""

CARDS = 2
"""Cards that one sale was paid with; each may or may not be there."""

TODAY = datetime(2026, 11, 21, tzinfo=UTC)
FAULT_TOLD_DAYS_AGO = 4_000
NOTICE_DAYS_AGO = 9_000
SOLD_DAYS_AGO = 20_000
"""So far apart that no two turns of different fields fall on one day of delivery."""


@dataclass(frozen=True, slots=True)
class Product:
    """The worst number of completions of one option, and what makes it.

    `factors` has the number of joint classes by the names of the facts that are told apart jointly;
    `rules` are the ids of those that tell them apart.
    """

    option: str
    completions: int
    factors: Mapping[tuple[str, ...], int]
    rules: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of all facts."""
        return tuple(name for names in self.factors for name in names)


def worst_product(rules: Sequence[Rule]) -> Product:
    """The option with most completions under these rules, all in force together."""
    return worst_in(_book_of(rules))


def too_great_product(rules: Sequence[Rule]) -> Product | None:
    """The same where it is above the limit; quicker, so that many places can be looked at."""
    return product_above_limit(_book_of(rules))


def _book_of(rules: Sequence[Rule]) -> Rulebook:
    pack = Pack("counted", Layer.SHOP, "", rules=tuple(rules))
    return rulebook_for(Policy((pack,)), "", TODAY.date())


@lru_cache(maxsize=MOST_BOOKS_KEPT)
def worst_in(book: Rulebook) -> Product:
    """The option with most completions under the packs in force."""
    return _worst_above(0, book)


@lru_cache(maxsize=MOST_BOOKS_KEPT)
def product_above_limit(book: Rulebook) -> Product | None:
    """The worst product where it is above the limit; quick enough for every start."""
    worst = _worst_above(MOST_COMPLETIONS, book)
    return worst if worst.completions > MOST_COMPLETIONS else None


def _worst_above(floor: int, book: Rulebook) -> Product:
    """The worst product of those with more completions, else the least there can be.

    The widest options are counted first.
    """
    worst = Product(CATALOGUE[0], 1, {}, ())
    counted: list[_Wide] = []
    for wide in sorted(_wide(book), key=_most, reverse=True):
        if wide.most <= floor or any(wide.is_part_of(other) for other in counted):
            continue
        counted.append(wide)
        product = _counted(wide, book)
        if product.completions > floor:
            worst, floor = product, product.completions
    return worst


@dataclass(frozen=True, slots=True)
class _Wide:
    """An option with all that can be unknown of it, nothing yet joined that acts alike."""

    option: str
    scopes: tuple[Scope, ...]
    groups: tuple[tuple[InPlay, ...], ...]

    @property
    def most(self) -> int:
        """More completions there can't be."""
        return prod(map(_combinations, self.groups))

    def is_part_of(self, other: "_Wide") -> bool:
        """Whether the other looks at all that this one looks at, and so tells as much apart."""
        return set(self.scopes) <= set(other.scopes)


def _most(wide: _Wide) -> int:
    return wide.most


def _combinations(group: Iterable[InPlay]) -> int:
    return prod(len(each.classes) for each in group)


def _wide(book: Rulebook) -> Iterator[_Wide]:
    unknown = (*_unknown_of_any_item(book), _delivery(book))
    presence = book.unknown["original_tender_present"]
    cards = tuple(
        (*unknown, replace(presence, name=f"{presence.name}:{number}"))
        for number in range(1, CARDS + 1)
    )
    for option in CATALOGUE:
        scopes = tuple(_scopes(option, book, unknown, cards))
        groups = tuple(groups_in_play(facts_in_play(scopes, book.index)))
        yield _Wide(option, scopes, groups)


def _unknown_of_any_item(book: Rulebook) -> Iterable[Unknown]:
    found = dict.fromkeys(book.unknown.values())
    return (each for each in found if each is not book.unknown["original_tender_present"])


def _delivery(book: Rulebook) -> Unknown:
    """The day of delivery with all days on which something can turn."""
    line = SaleLine(1, "goods", Decimal(1), "each", 1)
    sold_at = TODAY - timedelta(days=SOLD_DAYS_AGO)
    sale = Sale("", "", sold_at, (line,), (), channel=Channel.ONLINE)
    claim = Claim(withdrawal_notified_at=TODAY - timedelta(days=NOTICE_DAYS_AGO))
    case = Case(TODAY, Store("", "", ""), (sale,), claim)
    told_on = (TODAY - timedelta(days=FAULT_TOLD_DAYS_AGO)).date()
    return unknown_delivery(Bought(case, sale, book, told_on))


def _scopes(
    option: str,
    book: Rulebook,
    unknown: tuple[Unknown, ...],
    cards: Sequence[tuple[Unknown, ...]],
) -> Iterator[Scope]:
    """What rules see of the option, and of all that it hangs on."""
    ways = WAYS if option == MIXED else (option,)
    for each in dict.fromkeys(name for way in ways for name in (*book.hangs_on[way], way)):
        held = book.planes[each]
        if each in GOODS:
            yield Scope(held & book.without_tender, unknown)
        else:
            yield from (Scope(held, of_card) for of_card in cards)


def _counted(wide: _Wide, book: Rulebook) -> Product:
    """The option with what acts alike joined, where so many combinations can be looked at."""
    factors = {_names(group): _combinations(group) for group in wide.groups}
    completions = wide.most
    if max(factors.values(), default=1) <= MOST_COMBINATIONS:
        _, joined = told_apart(wide.scopes, book.index, _doubtful(book))
        factors = {_names(each.facts): len(each.masks) for each in joined}
        completions = count_of(joined)
    return Product(wide.option, completions, factors, _rules(wide, book, set(factors)))


def _names(group: Iterable[InPlay]) -> tuple[str, ...]:
    return tuple(_name(each.unknown) for each in group)


def _name(unknown: Unknown) -> str:
    """The fact's name; cards are numbered, and the sale has no key."""
    return unknown.name.removesuffix(":").replace("evidence:", "evidence.")


def _doubtful(book: Rulebook) -> int:
    """Conjunctions that also test what is always known, and so may fail by that."""
    columns = (column for group in book.index.columns.values() for column in group)
    known = (column for column in columns if not FIELDS[column.field].may_be_unknown)
    doubtful = 0
    for column in known:
        doubtful |= book.index.every & ~column.untested
    return doubtful


def _rules(wide: _Wide, book: Rulebook, telling: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The rules with a conjunction that speaks of some fact that tells."""
    spoken = 0
    for group in wide.groups:
        if _names(group) in telling:
            for each in group:
                spoken |= each.seen & each.unknown.tested
    return tuple(rule.id for rule in book.index.rules_of(book.index.rules_with(spoken)))
