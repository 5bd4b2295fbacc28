"""The legs that must pay an option: each receipt's money over its tenders, cash rounded once.

Owns the split of CONTRACT.md's "Split tenders", the limit for cash and its rounding, written
again; decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from oracle.defaults import means_of
from oracle.money import can_give_back, half_up
from oracle.rules import packs_in_force, setting
from oracle.subjects import Subject
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Layer, Policy
from returns_desk.domain.sale import SaleTender

ExpectedLeg = tuple[str | None, str, int, str, int]
"""Tender, destination, amount, means, rounding."""

CASH = "refund/cash"


@dataclass(frozen=True, slots=True)
class Paid:
    """What one covered item gets, and by which way each tender's part goes where they differ.

    `is_right`: no shop's limit for cash touches it.
    """

    subject: Subject
    amount: int
    fee: int = 0
    routes: tuple[str, ...] = ()
    is_right: bool = False

    @property
    def receipt(self) -> str | None:
        """The receipt that the item stands on."""
        return self.subject.sale.receipt if self.subject.sale else None


def expected_legs(
    option: str, paid: list[Paid], case: Case, policy: Policy
) -> tuple[ExpectedLeg, ...]:
    """All legs of an option, receipts in the order of their first item."""
    if option.endswith("/none") and not option.startswith("exchange/"):
        return ()
    receipts = dict.fromkeys(each.receipt for each in paid)
    each_by = [(option, [each for each in paid if each.receipt == r]) for r in receipts]
    return legs_of(each_by, case, policy)


def legs_of(
    taken: Sequence[tuple[str, list[Paid]]], case: Case, policy: Policy
) -> tuple[ExpectedLeg, ...]:
    """Legs for items of one receipt each by its own option; all their cash counts together."""
    planned: list[Planned] = []
    for option, paid in taken:
        right = sum(each.amount for each in paid if each.is_right)
        other = sum(each.amount for each in paid if not each.is_right)
        legs = _of_receipt(option.split("/")[1], paid, case, policy)
        planned += [(leg, right, other) for leg in legs]
    is_asked_for = all(option == CASH for option, _ in taken)
    kept = [leg for leg, _, _ in planned] if is_asked_for else _limited(planned, case, policy)
    return _rounded(kept, case, policy)


Planned = tuple[ExpectedLeg, int, int]
"""A leg, and what of its receipt's money is a right and what is none."""


def cash_limits(case: Case, policy: Policy) -> tuple[int | None, int | None]:
    """The most that goes out in cash for one return, and for a right; None where no pack says."""
    packs = packs_in_force(case, None, policy)
    laws = [pack.settings.cash_limit for pack in packs if pack.layer is Layer.LAW]
    of_law = min((each for each in laws if each is not None), default=None)
    said = setting(case, None, policy, "cash_limit")
    assert said is None or isinstance(said, int)
    limits = [each for each in (said, of_law) if each is not None]
    return min(limits, default=None), of_law


def is_above(cash: int, limit: int | None) -> bool:
    """Whether there is such a limit, and it is exceeded."""
    return limit is not None and cash > limit


def cash_of(legs: tuple[ExpectedLeg, ...]) -> int:
    """What the drawer gives, rounding and all."""
    return sum(leg[2] + leg[4] for leg in legs if leg[3] == "cash")


def _of_receipt(
    destination: str, paid: list[Paid], case: Case, policy: Policy
) -> list[ExpectedLeg]:
    total = sum(each.amount for each in paid)
    sale = paid[0].subject.sale
    if sale is None:
        means = "goods" if destination == "none" else destination
        return [(None, destination, total, means, 0)] if total else []
    tenders = [tender for tender in sale.tenders if can_give_back(tender) > 0]
    order = setting(case, sale, policy, "split_order")
    rooms = [can_give_back(tender) for tender in tenders]
    parts = _in_order(total, tenders, order) if order else in_proportion(total, rooms)
    routes = paid[0].routes or (destination,) * len(tenders)
    legs: list[ExpectedLeg] = []
    for tender, part, route in zip(tenders, parts, routes, strict=True):
        key = f"{sale.receipt}/{tender.tender}"
        own = str(means_of(case, sale, tender, policy))
        means = {"none": "goods", "original": own}.get(route, route)
        if part:
            legs.append((key, route, part, means, 0))
    return legs


def in_proportion(total: int, weights: Sequence[int]) -> list[int]:
    """Every one its exact share, cut; what is left, one each, by the largest part cut off."""
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(share) for share in exact]
    while sum(parts) < total:
        cut_off = [share - part for share, part in zip(exact, parts, strict=True)]
        parts[cut_off.index(max(cut_off))] += 1
    return parts


def _in_order(total: int, tenders: list[SaleTender], order: object) -> list[int]:
    """The named types first, each to what it can give back; the others after them as they stand."""
    assert isinstance(order, tuple)
    parts = [0] * len(tenders)
    for kind in (*order, None):
        for place, tender in enumerate(tenders):
            is_its_turn = tender.type is kind or (kind is None and tender.type not in order)
            if is_its_turn:
                parts[place] = min(can_give_back(tender), total - sum(parts))
    return parts


def _limited(planned: list[Planned], case: Case, policy: Policy) -> list[ExpectedLeg]:
    """All cash of a return goes out by other means where together it is more than the limit.

    What is a right stays cash, unless a law itself limits it.
    """
    cash = sum(leg[2] for leg, _, _ in planned if leg[3] == "cash")
    limit, of_law = cash_limits(case, policy)
    instead = str(setting(case, None, policy, "above_cash_limit") or "cheque")
    found: list[ExpectedLeg] = []
    for leg, right, other in planned:
        if leg[3] != "cash" or not is_above(cash, limit):
            found.append(leg)
            continue
        safe = 0 if is_above(cash, of_law) else right
        stays, goes = in_proportion(leg[2], (safe, right + other - safe))
        found += [(*leg[:2], n, m, 0) for n, m in ((stays, "cash"), (goes, instead)) if n]
    return found


def _rounded(legs: list[ExpectedLeg], case: Case, policy: Policy) -> tuple[ExpectedLeg, ...]:
    cash = [place for place, leg in enumerate(legs) if leg[3] == "cash"]
    step = setting(case, None, policy, "cash_rounding_step")
    if cash and isinstance(step, int) and step > 1:
        total = sum(legs[place][2] for place in cash)
        rounding = half_up(Fraction(total, step)) * step - total
        legs[cash[-1]] = (*legs[cash[-1]][:4], rounding)
    return tuple(legs)
