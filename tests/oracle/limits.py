"""What joint limits make of verdicts: cash above the packs' limit, goods dearer than is absorbed.

Owns both, completion by completion: what the law gives stays as it is (R14), all else is refused
or a manager's. Which goods the tenders can carry is `oracle.covering`'s.
"""

from collections.abc import Callable
from dataclasses import replace

from oracle.covering import Carried, carried
from oracle.legs import CASH, cash_limits, is_above
from oracle.rules import setting
from oracle.verdicts import APPROVAL, NOT, PERMITTED, Verdict
from oracle.worlds import Asked, all_payments
from oracle.worths import risen_by
from returns_desk.domain.board import Standing

EVEN_EXCHANGE = "even_exchange/none"
EXCHANGE = "exchange/none"


def standing_of(kinds: set[int]) -> Standing:
    """The standing of one item from its verdicts over all completions."""
    if kinds == {PERMITTED}:
        return Standing.AVAILABLE
    if PERMITTED in kinds:
        return Standing.CONDITIONAL
    return Standing.NEEDS_APPROVAL if APPROVAL in kinds else Standing.NOT_POSSIBLE


def standings_of(question: Asked, option: str) -> tuple[Standing, ...]:
    """Where each item stands under an option."""
    count = range(len(question.subjects))
    return tuple(standing_of(question.kinds(option, place)) for place in count)


def covered_by(question: Asked, option: str) -> tuple[Carried, int]:
    """What the tenders and the drawer can carry of an option, and the most that it comes to."""
    found = carried(question, option, standings_of(question, option))
    dearest = all_payments(question, option, found.covered)[-1]
    return found, sum(each.amount for each in dearest)


def bind_cash(question: Asked) -> bool:
    """Above the limit only rights go out in cash; above the law's own, nothing. True if it binds.

    What was only recalled of the law is a manager's.
    """
    limit, of_law = cash_limits(question.case, question.policy)
    if not is_above(covered_by(question, CASH)[1], limit):
        return False
    _each(question, CASH, _lawful)
    if is_above(covered_by(question, CASH)[1], of_law):
        _each(question, CASH, lambda _: Verdict(NOT))
    return True


def _lawful(verdict: Verdict) -> Verdict:
    if verdict.kind == NOT or verdict.right:
        return verdict
    return replace(verdict, kind=APPROVAL) if verdict.recalled else Verdict(NOT)


def bind_tolerance(question: Asked) -> bool:
    """Goods above the tolerance are a manager's where they are no right. True if it binds."""
    sale = question.subjects[0].sale if question.subjects else None
    left = setting(question.case, sale, question.policy, "exchange_tolerance") or 0
    assert isinstance(left, int)
    before = standings_of(question, EVEN_EXCHANGE)
    binds = False
    for standing in (Standing.AVAILABLE, Standing.CONDITIONAL):
        for place, subject in enumerate(question.subjects):
            if before[place] is not standing or _is_always_right(question, place):
                continue
            if risen_by(subject) <= left:
                left -= risen_by(subject)
                continue
            binds = True
            _each(question, EVEN_EXCHANGE, _asked, (place,))
    return binds


def _asked(verdict: Verdict) -> Verdict:
    is_free = verdict.kind == PERMITTED and not verdict.right
    return replace(verdict, kind=APPROVAL) if is_free else verdict


def _is_always_right(question: Asked, place: int) -> bool:
    return all(world.verdicts[EVEN_EXCHANGE, place].right for world in question.worlds.values())


def _each(
    question: Asked,
    option: str,
    bound: Callable[[Verdict], Verdict],
    places: tuple[int, ...] | None = None,
) -> None:
    for world in question.worlds.values():
        for place in range(len(question.subjects)) if places is None else places:
            world.verdicts[option, place] = bound(world.verdicts[option, place])
