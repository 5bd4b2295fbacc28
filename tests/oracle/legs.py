"""The legs that must pay an option: each receipt's money over its tenders, cash rounded once.

Owns the split of CONTRACT.md's "Split tenders" and cash rounding, written again; decides nothing.
"""

from dataclasses import dataclass
from fractions import Fraction

from oracle.defaults import means_of, setting
from oracle.money import can_give_back, half_up
from oracle.subjects import Subject
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy
from returns_desk.domain.sale import SaleTender

ExpectedLeg = tuple[str | None, str, int, str, int]
"""Tender, destination, amount, means, rounding."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What one covered item gets, and by which way each tender's part goes where they differ."""

    subject: Subject
    amount: int
    routes: tuple[str, ...] = ()


def expected_legs(
    option: str, paid: list[Paid], case: Case, policy: Policy
) -> tuple[ExpectedLeg, ...]:
    """All legs of an option, receipts in the order of their first item."""
    destination = "none" if option.startswith("exchange/") else option.split("/")[1]
    if option.endswith("/none") and not option.startswith("exchange/"):
        return ()
    legs: list[ExpectedLeg] = []
    for receipt in dict.fromkeys(_receipt(each) for each in paid):
        of_receipt = [each for each in paid if _receipt(each) == receipt]
        legs += _of_receipt(destination, of_receipt, case, policy)
    return _rounded(legs, case, policy)


def _receipt(paid: Paid) -> str | None:
    return paid.subject.sale.receipt if paid.subject.sale else None


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
    parts = _in_order(total, tenders, order) if order else _in_proportion(total, tenders)
    routes = paid[0].routes or (destination,) * len(tenders)
    legs: list[ExpectedLeg] = []
    for tender, part, route in zip(tenders, parts, routes, strict=True):
        key = f"{sale.receipt}/{tender.tender}"
        own = str(means_of(case, sale, tender, policy))
        means = {"none": "goods", "original": own}.get(route, route)
        if part:
            legs.append((key, route, part, means, 0))
    return legs


def _in_proportion(total: int, tenders: list[SaleTender]) -> list[int]:
    """Every tender its exact share, cut; what is left, one each, by the largest part cut off."""
    rooms = [can_give_back(tender) for tender in tenders]
    exact = [Fraction(total * room, sum(rooms)) for room in rooms]
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


def _rounded(legs: list[ExpectedLeg], case: Case, policy: Policy) -> tuple[ExpectedLeg, ...]:
    cash = [place for place, leg in enumerate(legs) if leg[3] == "cash"]
    step = setting(case, None, policy, "cash_rounding_step")
    if cash and isinstance(step, int) and step > 1:
        total = sum(legs[place][2] for place in cash)
        rounding = half_up(Fraction(total, step)) * step - total
        legs[cash[-1]] = (*legs[cash[-1]][:4], rounding)
    return tuple(legs)
