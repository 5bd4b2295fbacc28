"""Cases in which everything that may be told is told, and packs that say all that packs can say.

Owns the bending of rough cases and random packs: known facts of every kind, fees per unit, per
return and with deductions, alternatives, limits for cash, settings of all sorts. All stay valid.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from oracle_strategies import CaseAndPolicy, rough_cases, spoken_settings
from pack_strategies import MARKS, policies
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    EarlierReturn,
    Facts,
    OtherCard,
    Reason,
    ReturnCheck,
    ReturnedBy,
)
from returns_desk.domain.policy import (
    Deduct,
    Effect,
    FeePer,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    Settings,
)
from returns_desk.domain.sale import CARD_LIKE, CardEntry, Sale, SaleLine, SaleTender, TenderType
from strategies import NOW

ACCOUNTS = (None, "tok_a", "tok_b")
NEW_PRICES = (None, None, 0, 300, 40_000)
EARLIER = tuple(
    EarlierReturn(NOW - timedelta(days=days), amount, with_receipt=with_receipt)
    for days, amount, with_receipt in ((2, 40, False), (30, 700, False), (31, 9_000, True))
)
values = st.sampled_from((0, 0, 7, 333, 9_000))
marks = st.frozensets(st.sampled_from(MARKS), max_size=1)


# --- the case ---------------------------------------------------------------------------------


@st.composite
def rich_cases(draw: st.DrawFn) -> Case:
    """A rough case with something to say for every field and every deduction."""
    case = draw(rough_cases())
    bare = tuple(replace(each, marks=draw(marks)) for each in case.claim.without_receipt)
    claim = replace(
        case.claim,
        items=tuple(draw(_told_item(item)) for item in case.claim.items),
        without_receipt=bare,
        facts=draw(_told_facts(case.claim.facts)),
    )
    sales = tuple(draw(_told_sale(sale)) for sale in case.sales)
    return replace(case, sales=sales, claim=draw(_told_claim(claim)))


@st.composite
def _told_claim(draw: st.DrawFn, claim: Claim) -> Claim:
    notified = st.none() | st.integers(0, 9).map(lambda days: NOW - timedelta(days=days))
    return replace(
        claim,
        history=tuple(draw(st.lists(st.sampled_from(EARLIER), max_size=3))),
        withdrawal_notified_at=draw(notified),
        returned_by=draw(st.sampled_from(ReturnedBy)),
        return_shipping=draw(values),
    )


@st.composite
def _told_item(draw: st.DrawFn, item: ClaimedItem) -> ClaimedItem:
    fault = item.fault
    if fault is not None:
        told = st.sampled_from((None, NOW, NOW - timedelta(days=4)))
        fault = replace(fault, first_reported_at=draw(told))
    reason = item.reason
    if reason is not None and draw(st.integers(0, 3)) == 0:
        reason = Reason.PRICE_ADJUSTMENT
    return replace(
        item,
        fault=fault,
        reason=reason,
        marks=draw(marks),
        new_unit_price=draw(st.sampled_from(NEW_PRICES)),
        diminished_value=draw(values),
    )


@st.composite
def _told_facts(draw: st.DrawFn, facts: Facts) -> Facts:
    card = facts.other_card or OtherCard()
    return replace(
        facts,
        other_card=replace(card, account=draw(st.sampled_from(ACCOUNTS))),
        offline=draw(st.booleans()),
        goodwill_given=draw(st.sampled_from((0, 500, 501))),
        goodwill_amount=draw(st.sampled_from((None, None, 1, 700, 20_000))),
        customer_owes=draw(st.sampled_from((0, 500))),
        identity_verified=draw(st.booleans()),
        return_check=draw(st.sampled_from(ReturnCheck)),
        exchange_total=draw(st.sampled_from((None, None, 0, 700, 5_000, 20_000))),
    )


@st.composite
def _told_sale(draw: st.DrawFn, sale: Sale) -> Sale:
    return replace(
        sale,
        lines=tuple(draw(_told_line(line)) for line in sale.lines),
        tenders=tuple(draw(_told_tender(tender)) for tender in sale.tenders),
        store=draw(st.sampled_from(("3141", "9000"))),
        membership=draw(st.sampled_from((None, "gold"))),
    )


@st.composite
def _told_line(draw: st.DrawFn, line: SaleLine) -> SaleLine:
    days = st.sampled_from((None, date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 24)))
    hours = st.sampled_from((None, -1, 1, 25))
    start = draw(hours)
    return replace(
        line,
        discount=draw(values),
        rebate_value=draw(values),
        gift_value=draw(values),
        points_value=draw(values),
        serial=draw(st.sampled_from((None, "S-1"))),
        use_by=draw(days),
        starts_at=None if start is None else NOW + timedelta(hours=start, minutes=30),
        marks=draw(marks),
    )


@st.composite
def _told_tender(draw: st.DrawFn, tender: SaleTender) -> SaleTender:
    kind = tender.type
    if kind not in CARD_LIKE and draw(st.booleans()):
        kind = TenderType.CASH
    return replace(
        tender,
        type=kind,
        account=draw(st.sampled_from(ACCOUNTS)),
        issuer=draw(st.sampled_from((None, "mall"))),
        entry=draw(st.none() | st.sampled_from(CardEntry)),
        expires_on=draw(st.sampled_from((None, NOW.date(), NOW.date() - timedelta(days=1)))),
        bounced=kind is TenderType.CHEQUE and draw(st.integers(0, 3)) == 0,
    )


# --- the packs --------------------------------------------------------------------------------


@st.composite
def rich_settings(draw: st.DrawFn) -> Settings:
    """Settings of which each is as often said as not."""
    return replace(
        draw(spoken_settings()),
        history_period_days=draw(st.sampled_from((None, 2, 30))),
        cash_limit=draw(st.sampled_from((None, 300, 2_000, 5_000))),
        above_cash_limit=draw(st.sampled_from((None, "cheque", "bank_transfer"))),
        fee_reduces_tax=draw(st.sampled_from((None, True, False))),
        card_needed_for_schemes=draw(st.sampled_from((None, ("master*",)))),
    )


@st.composite
def rich_policies(draw: st.DrawFn, case: Case) -> Policy:
    """Random packs whose rules keep fees of all kinds and wait for one another.

    Most have a shop beside them that allows all, or all else where the original way is closed, so
    that fees, limits and alternatives have something to bite.
    """
    policy = draw(policies(case))
    packs = tuple(
        replace(
            pack,
            settings=draw(rich_settings()),
            rules=tuple(draw(_rich_rule(rule)) for rule in pack.rules),
        )
        for pack in policy.packs
    )
    beside = draw(st.sampled_from(((), (KIND_SHOP,), (STEPWISE_SHOP,))))
    return replace(policy, packs=(*packs, *beside))


ORIGINAL = frozenset({"refund/original"})
KIND_RULE = Rule("all", Layer.SHOP, Effect.ALLOW, frozenset(CATALOGUE), "all")
KIND_SHOP = Pack("kind-shop", Layer.SHOP, "1", rules=(KIND_RULE,))
CARD_IS_HERE = FieldTest("original_tender_present", any_of=frozenset({True}))
STEPWISE_SHOP = replace(
    KIND_SHOP,
    rules=(
        replace(KIND_RULE, id="first", options=ORIGINAL, when=(CARD_IS_HERE,)),
        replace(KIND_RULE, id="then", options=KIND_RULE.options - ORIGINAL, only_if_not=ORIGINAL),
    ),
)


@st.composite
def _rich_rule(draw: st.DrawFn, rule: Rule) -> Rule:
    if rule.effect is Effect.FEE:
        return draw(_rich_fee(rule))
    if rule.effect not in {Effect.ALLOW, Effect.APPROVE}:
        return rule
    capped = replace(rule, amount_at_most=draw(st.sampled_from(CEILINGS)))
    return draw(_waiting(capped)) if draw(st.booleans()) else capped


@st.composite
def _rich_fee(draw: st.DrawFn, rule: Rule) -> Rule:
    """The fee by one of its kinds; now and then for all goods and all options."""
    floor, cap = draw(st.sampled_from(FEE_BOUNDS))
    kept = replace(
        rule,
        fee_per=draw(st.sampled_from(FeePer)),
        deduct=draw(st.none() | st.sampled_from(Deduct)),
        fee_at_least=floor,
        fee_at_most=cap,
    )
    if draw(st.booleans()):
        return replace(kept, when=(), any=(), unless=(), options=frozenset(CATALOGUE))
    return kept


CEILINGS = (None, None, 0, 500, 4_000)
"""Amounts up to which a rule permits."""
FEE_BOUNDS = ((0, None), (0, None), (700, None), (0, 300), (200, 900))
"""Floors and caps of a fee."""

NEVER_WAITED_FOR = "refund/mixed"
"""It follows from the other options; no pack may wait for it."""


@st.composite
def _waiting(draw: st.DrawFn, rule: Rule) -> Rule:
    """The rule, for later options only, while some of the earlier ones are closed.

    Rules that wait for later options alone never wait for each other in a circle.
    """
    turn = draw(st.sampled_from((1, 2, 3, 6, 11, 13)))
    later = [name for name in CATALOGUE[turn:] if name in rule.options]
    earlier = [name for name in CATALOGUE[:turn] if name != NEVER_WAITED_FOR]
    waits_for = draw(st.frozensets(st.sampled_from(earlier), min_size=1, max_size=2))
    return replace(rule, options=frozenset(later), only_if_not=waits_for) if later else rule


@st.composite
def rich_visits(draw: st.DrawFn) -> CaseAndPolicy:
    """Such a case with such packs."""
    case = draw(rich_cases())
    return case, draw(rich_policies(case))


@st.composite
def exchange_visits(draw: st.DrawFn) -> CaseAndPolicy:
    """New goods are chosen, and the exchange at least is allowed."""
    case, policy = draw(rich_visits())
    total = draw(st.integers(0, 12_000))
    facts = replace(case.claim.facts, exchange_total=total)
    allowed = draw(st.frozensets(st.sampled_from(CATALOGUE), max_size=2)) | {"exchange/none"}
    rule = replace(KIND_RULE, id="exchange", options=allowed)
    kind = replace(KIND_SHOP, id="exchanging-shop", rules=(rule,))
    told = replace(case, claim=replace(case.claim, facts=facts))
    return told, replace(policy, packs=(*policy.packs, kind))
