"""What CONTRACT.md and the packs' settings put in where a case is silent.

Owns the defaults that are never asked for: whether a card is needed, whether a cheque has
cleared, whether the policy was disclosed. Must not touch the facts that may be unknown.
"""

from dataclasses import replace
from fnmatch import fnmatchcase

from oracle.money import can_give_back
from oracle.rules import setting
from oracle.subjects import Subject, subjects_of
from oracle.verdicts import MIXED
from oracle.worths import CREDITS, carriers_of, may_keep_the_goods
from returns_desk.domain.case import Case, ItemWithoutReceipt
from returns_desk.domain.policy import Policy
from returns_desk.domain.sale import Sale, SaleTender, TenderType


def with_defaults(case: Case, policy: Policy) -> Case:
    """The case with every silent place filled as the packs say."""
    bare = tuple(_priced(case, item, policy) for item in case.claim.without_receipt)
    return replace(
        case,
        sales=tuple(_filled(case, sale, policy) for sale in case.sales),
        claim=replace(case.claim, without_receipt=bare),
    )


def _priced(case: Case, item: ItemWithoutReceipt, policy: Policy) -> ItemWithoutReceipt:
    """Without a receipt: the lowest price that is known, or today's where a pack says so."""
    known = [price for price in (item.current_price, item.lowest_price) if price is not None]
    price = min(known, default=0)
    if setting(case, None, policy, "price_without_receipt") == "current" and known:
        price = known[0]
    return replace(item, current_price=price, lowest_price=price)


GOODWILL_BESIDE = {
    "goodwill/original": "refund/original",
    "goodwill/store_credit": "store_credit/store_credit",
}
PAYS_BY = {
    "refund/cash": TenderType.CASH,
    "refund/bank_transfer": TenderType.BANK_TRANSFER,
    "refund/cheque": TenderType.CHEQUE,
    "refund/gift_card": TenderType.GIFT_CARD,
    "store_credit/store_credit": TenderType.STORE_CREDIT,
}


def same_acts(case: Case, policy: Policy) -> dict[str, str]:
    """Options that would do in this claim just what an earlier one does, with that one."""
    means = set()
    for subject in subjects_of(case):
        means |= {means_of(case, subject.sale, t, policy) for t in carriers_of(subject)}
    whole = [subject for subject in subjects_of(case) if subject.quantity]
    has_receipts = all(subject.sale is not None for subject in whole)
    may_differ = any(may_keep_the_goods(subject) for subject in whole)
    same = {
        option: "refund/original"
        for option, kind in PAYS_BY.items()
        if means == {kind} and has_receipts and not (may_differ and option in CREDITS)
    }
    if all(len(_giving(subject)) <= 1 for subject in whole):
        same[MIXED] = "refund/original"
    for option, beside in GOODWILL_BESIDE.items():
        if not may_differ or beside in CREDITS:
            same[option] = same.get(beside, beside)
    return same


def means_of(case: Case, sale: Sale | None, tender: SaleTender, policy: Policy) -> TenderType:
    """How a tender is given back: the same way, or cash for a cheque that has cleared."""
    as_cash = setting(case, sale, policy, "cheque_cleared_as_cash")
    is_cash = tender.type is TenderType.CHEQUE and tender.cleared and as_cash
    return TenderType.CASH if is_cash else tender.type


def _giving(subject: Subject) -> list[SaleTender]:
    tenders = subject.sale.tenders if subject.sale else ()
    return [tender for tender in tenders if can_give_back(tender) > 0]


def _filled(case: Case, sale: Sale, policy: Policy) -> Sale:
    tenders = tuple(_filled_tender(case, sale, tender, policy) for tender in sale.tenders)
    disclosed = sale.policy_disclosed
    if disclosed is None:
        disclosed = bool(setting(case, sale, policy, "policy_disclosed"))
    return replace(sale, tenders=tenders, policy_disclosed=disclosed)


def _filled_tender(case: Case, sale: Sale, tender: SaleTender, policy: Policy) -> SaleTender:
    without_card = tender.refundable_without_card
    if without_card is None:
        types = setting(case, sale, policy, "refundable_without_card")
        schemes = setting(case, sale, policy, "card_needed_for_schemes") or ()
        assert isinstance(schemes, tuple)
        is_needed = any(fnmatchcase(tender.scheme or "", pattern) for pattern in schemes)
        without_card = isinstance(types, frozenset) and tender.type in types and not is_needed
    cleared = tender.cleared
    if cleared is None and tender.type is TenderType.CHEQUE:
        hold = setting(case, sale, policy, "cheque_hold_days")
        days = (case.now.date() - sale.sold_at.date()).days
        cleared = isinstance(hold, int) and days >= hold
    return replace(tender, refundable_without_card=without_card, cleared=cleared)
