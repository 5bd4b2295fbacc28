"""What the oracle is asked beside tidy cases: rough tills, bare goods, short drawers, many facts.

Owns the bending of valid cases of `strategies` into such ones, and packs with settings and with
many tests; all stay valid. What must come of them is the oracle's.
"""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from oracle.facts import unknown_facts, values_of, with_answer
from pack_strategies import MISSING_WORDS, policies
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import Case, Condition, ItemWithoutReceipt, Reason
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule, Settings
from returns_desk.domain.sale import Sale, TenderType
from strategies import cases, forgettable_facts, without_fact

CaseAndPolicy = tuple[Case, Policy]

CARDS = (TenderType.CREDIT_CARD, TenderType.DEBIT_CARD)
ORDERS = (
    (TenderType.GIFT_CARD, TenderType.CASH),
    (TenderType.CASH, TenderType.CREDIT_CARD, TenderType.CHEQUE),
)


@st.composite
def spoken_settings(draw: st.DrawFn) -> Settings:
    """Settings of which each is as often said as not."""
    return Settings(
        refundable_without_card=draw(st.none() | st.frozensets(st.sampled_from(CARDS))),
        split_order=draw(st.sampled_from((None, *ORDERS))),
        cash_rounding_step=draw(st.sampled_from((None, 5, 10, 100))),
        cheque_hold_days=draw(st.sampled_from((0, 5, 14))),
        cheque_cleared_as_cash=draw(st.sampled_from((None, True, False))),
        price_without_receipt=draw(st.sampled_from((None, "current", "lowest"))),
        policy_disclosed=draw(st.sampled_from((None, True, False))),
        exchange_tolerance=draw(st.sampled_from((None, 0, 300))),
    )


@st.composite
def spoken_policies(draw: st.DrawFn, case: Case) -> Policy:
    """Random packs, each with settings of its own."""
    policy = draw(policies(case))
    packs = tuple(replace(pack, settings=draw(spoken_settings())) for pack in policy.packs)
    return replace(policy, packs=packs)


@st.composite
def bare_goods(draw: st.DrawFn) -> ItemWithoutReceipt:
    """Goods without a receipt; prices, reason and condition known or not."""
    price = st.none() | st.integers(0, 3_000)
    return ItemWithoutReceipt(
        quantity=Decimal(draw(st.integers(1, 3))),
        sku=draw(st.sampled_from((None, "SKU-1"))),
        category=draw(st.sampled_from(("", "toys", "food/fruit"))),
        current_price=draw(price),
        lowest_price=draw(price),
        reason=draw(st.none() | st.sampled_from(list(Reason))),
        condition=draw(st.none() | st.sampled_from(list(Condition))),
    )


@st.composite
def _short(draw: st.DrawFn, sale: Sale) -> Sale:
    """The sale with tenders that gave something back elsewhere already."""
    tenders = tuple(
        replace(each, refunded=min(each.amount, each.refunded + draw(st.sampled_from(GONE))))
        for each in sale.tenders
    )
    return replace(sale, tenders=tenders)


GONE = (0, 0, 300, 3_000, 30_000)
DRAWERS = (None, None, 0, 2_000, 9_000)
NEW_PRICES = (None, None, 0, 700, 40_000)


@st.composite
def rough_cases(draw: st.DrawFn) -> Case:
    """A case whose tenders, drawer and prices are not as a tidy till leaves them."""
    case = draw(cases(most_tenders=draw(st.integers(1, 2)), most_unknown=2))
    items = tuple(
        replace(item, new_unit_price=draw(st.sampled_from(NEW_PRICES))) for item in case.claim.items
    )
    return replace(
        case,
        sales=tuple(draw(_short(sale)) for sale in case.sales),
        claim=replace(
            case.claim,
            items=items,
            without_receipt=tuple(draw(st.lists(bare_goods(), max_size=2))),
            facts=replace(case.claim.facts, drawer_cash=draw(st.sampled_from(DRAWERS))),
        ),
    )


@st.composite
def rough_visits(draw: st.DrawFn) -> CaseAndPolicy:
    """A rough case with packs that speak of it."""
    case = draw(rough_cases())
    return case, draw(spoken_policies(case))


@st.composite
def known_visits(draw: st.DrawFn) -> CaseAndPolicy:
    """A rough case in which nothing is unknown, with packs."""
    case = draw(rough_cases())
    policy = draw(spoken_policies(case))
    for fact in unknown_facts(case):
        case = with_answer(case, fact, draw(st.sampled_from(values_of(case, fact, policy))))
    return case, policy


SHARED = (
    *("photo_id_seen", "is_purchaser", "gift_card_present", "other_card.same_customer"),
    *("evidence.receipt", "evidence.gift_receipt", "evidence.card_lookup"),
    *("evidence.customer_record", "evidence.bank_statement", "evidence.serial_record"),
)


@st.composite
def many_facts(draw: st.DrawFn, count: int) -> CaseAndPolicy:
    """Several items under so many shared facts, all unknown, and rules that test all of them."""
    case = draw(cases(most_unknown=0, declines=False))
    names = SHARED[:count]
    for fact in forgettable_facts(case):
        if fact.replace(":", ".") in names:
            case = without_fact(case, fact)
    flags = [FieldTest(name, any_of=frozenset({draw(st.booleans())})) for name in names]
    half = count // 2
    rules = (
        _rule("some", Effect.ALLOW, any=tuple((flag,) for flag in flags[:half])),
        _rule("all", Effect.APPROVE, when=tuple(flags[half:])),
        _rule("fee", Effect.FEE, when=(flags[0], flags[-1]), fee_basis_points=1_000),
        _rule("never", Effect.FORBID, when=(flags[1], flags[half]), unless=((flags[2],),)),
    )
    return case, Policy((Pack("shop", Layer.SHOP, "1", rules=rules),))


@st.composite
def facts_at_the_limit(draw: st.DrawFn) -> CaseAndPolicy:
    """Ten open shared facts, and four answers to what is missing with the first item: 4,096."""
    case, policy = draw(many_facts(len(SHARED)))
    words = [FieldTest("missing", any_of=frozenset({word})) for word in MISSING_WORDS]
    rules = (
        _rule("unpacked", Effect.FEE, when=(words[0],), fee_fixed=100),
        _rule("no-code", Effect.FORBID, when=(words[1],), options=frozenset(CATALOGUE[::2])),
    )
    shop = policy.packs[0]
    growing = replace(shop, rules=(*shop.rules, *rules))
    return without_fact(case, "missing:0"), replace(policy, packs=(growing,))


def _rule(identity: str, effect: Effect, **more: object) -> Rule:
    plain = Rule(identity, Layer.SHOP, effect, frozenset(CATALOGUE), identity, pack="shop")
    return replace(plain, **more)  # type: ignore[arg-type]  # the names are Rule's own
