"""What an exchange comes to once the new goods are chosen: what is paid on top, what goes back.

Owns that alone; the ways that the rest can take are other options of the same board.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from oracle.legs import ExpectedLeg, Paid, in_proportion, legs_of
from oracle.money import half_up
from oracle.rules import setting
from oracle.verdicts import APPROVAL, PERMITTED
from oracle.worlds import Asked
from returns_desk.domain.board import CoveredItem, Standing

REST_WAYS = (
    "refund/original",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
    "refund/gift_card",
    "store_credit/store_credit",
)
"""The order of R4: money the way it was paid, other money, credit."""
STANDINGS = list(Standing)
OPEN = {Standing.AVAILABLE, Standing.CONDITIONAL}


@dataclass(frozen=True, slots=True)
class Way:
    """Another option: how it stands, what it covers, whether a manager has a say, or the law."""

    standing: Standing
    covered: frozenset[int]
    has_approval: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """The exchange with its new goods; `legs` pay the rest back where it is the least."""

    standing: Standing
    amount: int = 0
    amount_max: int = 0
    customer_pays: int = 0
    absorbed: int = 0
    legs: tuple[ExpectedLeg, ...] = ()
    items: tuple[CoveredItem, ...] = ()
    has_approval: bool = False


def exchanged(
    standing: Standing,
    covered: Sequence[int],
    payments: Sequence[Sequence[Paid]],
    ways: Mapping[str, Way],
    question: Asked,
) -> Exchange:
    """What becomes of an exchange that is possible; `payments` are by completion, least first."""
    case, policy = question.case, question.policy
    total, least = case.claim.facts.exchange_total, payments[0]
    assert total is not None
    worths = [sum(each.amount for each in paid) for paid in payments]
    tolerance = setting(case, least[0].subject.sale, policy, "exchange_tolerance") or 0
    assert isinstance(tolerance, int)
    dearer = max(0, total - worths[0])
    pays, absorbed = (0, dearer) if dearer <= tolerance else (dearer, 0)
    rest, most = max(0, worths[0] - total), max(0, worths[-1] - total)
    parts = in_proportion(rest, [each.amount for each in least]) if rest else [0] * len(least)
    back = [replace(each, amount=part) for each, part in zip(least, parts, strict=True)]
    items = tuple(
        CoveredItem(i, each.subject.quantity, part, _tax(each, part, question), each.fee)
        for i, each, part in zip(covered, least, parts, strict=True)
    )
    found = Exchange(standing, rest, most, pays, absorbed, items=items)
    return _with_rest(found, covered, back, ways, question) if most else found


def _tax(paid: Paid, part: int, question: Asked) -> int:
    """Of the item's own money where fees take their share of the tax, else of what they left.

    No sum holds more tax than itself, also where a fee left less than the tax was.
    """
    subject = paid.subject
    if not part:
        return 0
    nets = setting(question.case, subject.sale, question.policy, "fee_reduces_tax")
    return min(part, half_up(Fraction(subject.tax * part, subject.paid if nets else paid.amount)))


def _with_rest(
    found: Exchange,
    indices: Sequence[int],
    rest: Sequence[Paid],
    ways: Mapping[str, Way],
    question: Asked,
) -> Exchange:
    """Each receipt's rest goes the first way that carries all of its goods.

    Some completions may leave no rest; those need no way, so the exchange is conditional at worst.
    """
    taken: list[tuple[str, list[Paid]]] = []
    for receipt in dict.fromkeys(each.receipt for each in rest):
        wanted = {i for i, each in zip(indices, rest, strict=True) if each.receipt == receipt}
        name = _first_way(found.standing, wanted, ways, question)
        if name is None and found.amount:
            return Exchange(Standing.NOT_POSSIBLE)
        if name is None:
            standing = max(found.standing, Standing.CONDITIONAL, key=STANDINGS.index)
            return replace(found, standing=standing, amount_max=0)
        own = [each for each in rest if each.receipt == receipt]
        taken.append((name, [replace(each, is_right=ways[name].is_right) for each in own]))
    worst = max((ways[name].standing for name, _ in taken), key=STANDINGS.index)
    if not found.amount:
        worst = min(worst, Standing.CONDITIONAL, key=STANDINGS.index)
    return replace(
        found,
        standing=max(found.standing, worst, key=STANDINGS.index),
        legs=legs_of(taken, question.case, question.policy) if found.amount else (),
        has_approval=any(ways[name].has_approval for name, _ in taken),
    )


def _first_way(
    standing: Standing, wanted: set[int], ways: Mapping[str, Way], question: Asked
) -> str | None:
    """Those that wait for an answer come before those that wait for a manager.

    One that no item can have together with its exchange, whatever is answered, is no way for it.
    """
    carrying = [name for name in REST_WAYS if wanted <= ways[name].covered]
    without_manager = [name for name in carrying if ways[name].standing in OPEN]
    for name in without_manager + carrying:
        if all(_is_open_with(standing, name, ways[name].standing, i, question) for i in wanted):
            return name
    return None


def _is_open_with(
    standing: Standing, way: str, of_way: Standing, item: int, question: Asked
) -> bool:
    """Whether some completion leaves both the exchange and the way standing as they do."""
    return any(
        _stands_so(world.verdicts["exchange/none", item].kind, standing)
        and _stands_so(world.verdicts[way, item].kind, of_way)
        for world in question.worlds.values()
    )


def _stands_so(kind: int, standing: Standing) -> bool:
    """Whether a completion does for that standing; a manager's needs no more than a manager."""
    return kind == PERMITTED or (kind == APPROVAL and standing is Standing.NEEDS_APPROVAL)
