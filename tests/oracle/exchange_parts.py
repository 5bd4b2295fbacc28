"""Which goods are exchanged where the money of all of them has no way back, or only a worse one.

Owns that choice: the best standing that some of the goods can have, and of those as many as have
it together, in their order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from oracle.covering import BEST_FIRST, carried
from oracle.exchange import Exchange, Way, exchanged
from oracle.limits import EXCHANGE, covered_by, standings_of
from oracle.worlds import Asked, all_payments
from returns_desk.domain.board import Standing

RANK = {standing: rank for rank, standing in enumerate(Standing)}
Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The goods that are exchanged, what comes of it, and where every item stands."""

    covered: Places
    found: Exchange
    standings: tuple[Standing, ...]
    is_less: bool = False


def best_part(question: Asked, ways: Mapping[str, Way]) -> Part:
    """All goods of the best standing, or as many as stand better without the others."""
    plain = standings_of(question, EXCHANGE)
    kept, _ = covered_by(question, EXCHANGE)
    whole = _of(kept.covered, question, ways)
    for standing in BEST_FIRST if whole.standing is not kept.standing else ():
        if whole.standing is standing:
            break
        for group in BEST_FIRST[: RANK[standing] + 1]:
            taken = _taken(group, standing, question, ways)
            if taken:
                return _part(taken, group, standing, question, ways)
    is_possible = whole.standing is not Standing.NOT_POSSIBLE
    closed = kept.capped | (set() if is_possible else set(kept.covered))
    left = (Standing.NOT_POSSIBLE if i in closed else each for i, each in enumerate(plain))
    return Part(kept.covered if is_possible else (), whole, tuple(left))


def _of(covered: Places, question: Asked, ways: Mapping[str, Way]) -> Exchange:
    """The exchange of these goods alone."""
    plain = standings_of(question, EXCHANGE)
    worst = max((plain[i] for i in covered), key=RANK.__getitem__)
    payments = all_payments(question, EXCHANGE, covered)
    return exchanged(worst, covered, payments, ways, question)


def _members(group: Standing, question: Asked) -> Places:
    """The goods that stand so by the rules, as far as the tenders can carry them."""
    plain = standings_of(question, EXCHANGE)
    own = tuple(each if each is group else Standing.NOT_POSSIBLE for each in plain)
    return carried(question, EXCHANGE, own).covered


def _taken(group: Standing, standing: Standing, question: Asked, ways: Mapping[str, Way]) -> Places:
    taken: Places = ()
    for place in _members(group, question):
        after = _of((*taken, place), question, ways).standing
        if RANK[after] <= RANK[standing]:
            taken = (*taken, place)
    return taken


def _part(
    taken: Places,
    group: Standing,
    standing: Standing,
    question: Asked,
    ways: Mapping[str, Way],
) -> Part:
    """Of the others as good or better, each stands as it does alone where that is worse."""
    members = {place for each in BEST_FIRST for place in _members(each, question)}
    standings = list(standings_of(question, EXCHANGE))
    for place, own in enumerate(standings):
        if place in taken or RANK[own] > RANK[group]:
            continue
        standings[place] = Standing.NOT_POSSIBLE
        if place in members:
            alone = _of((place,), question, ways).standing
            if RANK[alone] > RANK[standing]:
                standings[place] = alone
    return Part(taken, _of(taken, question, ways), tuple(standings), is_less=True)
