"""Rules that count only where another option is not open, and words for staff alone."""

from dataclasses import replace

import pytest

from domain.pack_growth import board_of, claim_of, goods, sale_of
from domain.small_sales import shop_rule
from returns_desk.domain.board import CATALOGUE, Standing
from returns_desk.domain.case import Case, Claim, Facts, RefundAuthorisation, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import SaleTender, TenderType
from strategies import NOW

CARD = SaleTender(1, TenderType.CREDIT_CARD, 1000)
SALE = sale_of([goods(1000)], CARD)
HERE = FieldTest("original_tender_present", any_of=frozenset({True}))


def rule(name: str, option: str, *only_if_not: str, effect: Effect = Effect.ALLOW) -> Rule:
    plain = shop_rule(effect, id=name, code=name.replace("-", "_"), options=frozenset({option}))
    return replace(plain, only_if_not=frozenset(only_if_not))


TO_CARD = replace(rule("card", "refund/original"), when=(HERE,))
THEN_CASH = rule("then-cash", "refund/cash", "refund/original")


@pytest.mark.parametrize(
    ("is_here", "original", "cash"),
    [
        (True, Standing.AVAILABLE, Standing.NOT_POSSIBLE),
        (False, Standing.NOT_POSSIBLE, Standing.AVAILABLE),
        (None, Standing.CONDITIONAL, Standing.CONDITIONAL),
    ],
)
def test_if_the_original_is_not_possible_then_cash(
    is_here: bool | None, original: Standing, cash: Standing
) -> None:
    facts = Facts(original_tender_present={} if is_here is None else {"R-1/1": is_here})

    board = board_of([SALE], claim_of(SALE), (TO_CARD, THEN_CASH), facts=facts)

    assert board.option("refund/original").standing is original
    assert board.option("refund/cash").standing is cash


def test_an_open_alternative_says_which_answer_opens_it() -> None:
    board = board_of([SALE], claim_of(SALE), (TO_CARD, THEN_CASH))

    assert [(need.fact, need.value) for need in board.option("refund/cash").needs] == [
        ("original_tender_present:R-1/1", False)
    ]


def test_a_refund_that_the_bank_declines_is_not_open() -> None:
    facts = Facts(
        original_tender_present={"R-1/1": True},
        refund_authorisation={"R-1/1": RefundAuthorisation.DECLINED},
    )

    board = board_of([SALE], claim_of(SALE), (TO_CARD, THEN_CASH), facts=facts)

    assert board.option("refund/cash").standing is Standing.AVAILABLE


def test_what_the_bank_might_yet_decline_is_told() -> None:
    facts = Facts(original_tender_present={"R-1/1": True})

    board = board_of([SALE], claim_of(SALE), (TO_CARD, THEN_CASH), facts=facts)

    told = [(each.fact, each.standing) for each in board.option("refund/cash").changes_if]
    assert told == [("refund_authorisation:R-1/1", Standing.AVAILABLE)]


def test_what_only_a_manager_opens_counts_as_not_open() -> None:
    asking = rule("ask", "refund/original", effect=Effect.APPROVE)
    facts = Facts(original_tender_present={"R-1/1": True})

    board = board_of([SALE], claim_of(SALE), (asking, THEN_CASH), facts=facts)

    assert board.option("refund/cash").standing is Standing.AVAILABLE


def test_a_manager_may_be_the_alternative() -> None:
    then_ask = rule("then-ask", "refund/cash", "refund/original", effect=Effect.APPROVE)
    facts = Facts(original_tender_present={"R-1/1": False})

    board = board_of([SALE], claim_of(SALE), (TO_CARD, then_ask), facts=facts)

    assert board.option("refund/cash").standing is Standing.NEEDS_APPROVAL


def test_a_right_of_law_counts_as_open() -> None:
    options = frozenset({"refund/original"})
    right = Rule("right", Layer.LAW, Effect.RIGHT, options, "right")
    law = Pack("law", Layer.LAW, "1", jurisdiction="US", rules=(right,))
    shop = Pack("shop", Layer.SHOP, "1", rules=(THEN_CASH,))
    visit = Case(NOW, Store("1", "US-MN", "USD"), (SALE,), Claim(items=claim_of(SALE)))

    board = propose_board(visit, Policy((law, shop)))

    assert board.option("refund/cash").standing is Standing.NOT_POSSIBLE


def test_alternatives_follow_one_another() -> None:
    rules = (TO_CARD, THEN_CASH, rule("then-credit", "refund/cheque", "refund/cash"))
    facts = [Facts(original_tender_present={"R-1/1": each}) for each in (True, False)]

    boards = [board_of([SALE], claim_of(SALE), rules, facts=each) for each in facts]

    assert [each.option("refund/cheque").standing for each in boards] == [
        Standing.AVAILABLE,
        Standing.NOT_POSSIBLE,
    ]


def test_an_option_that_nothing_can_open_is_not_open() -> None:
    rules = (rule("swap", "even_exchange/none"), rule("then", "refund/cash", "even_exchange/none"))
    gone = Facts(even_exchange_in_stock=False)

    boards = [board_of([SALE], claim_of(SALE), rules, facts=each) for each in (Facts(), gone)]

    assert [each.option("refund/cash").standing for each in boards] == [
        Standing.NOT_POSSIBLE,
        Standing.AVAILABLE,
    ]


def test_a_mixed_refund_takes_the_alternative_for_the_part_that_has_no_other_way() -> None:
    tenders = (replace(CARD, amount=600), SaleTender(2, TenderType.CASH, 400))
    sale = sale_of([goods(1000)], *tenders)
    facts = Facts(
        original_tender_present={"R-1/1": True},
        refund_authorisation={"R-1/1": RefundAuthorisation.DECLINED},
    )
    rules = (rule("original", "refund/original"), THEN_CASH)

    option = board_of([sale], claim_of(sale), rules, facts=facts).option("refund/mixed")

    assert [(leg.tender, leg.destination) for leg in option.legs] == [
        ("R-1/1", "cash"),
        ("R-1/2", "original"),
    ]


def test_a_circle_of_several_packs_is_cut_and_every_option_still_stands_somewhere() -> None:
    rules = (
        rule("one", "refund/cash", "refund/cheque"),
        rule("two", "refund/cheque", "refund/cash"),
    )

    board = board_of([SALE], claim_of(SALE), rules)

    assert {each.id for each in board.options} == set(CATALOGUE)
    assert board == board_of([SALE], claim_of(SALE), rules)


def test_a_sentence_for_staff_stands_beside_the_public_one() -> None:
    said = replace(TO_CARD, text={"en": "For all."}, internal={"en": "For staff.", "et": "Meile."})

    boards = [
        propose_board(
            Case(NOW, Store("1", "US-MN", "USD", language), (SALE,), Claim(items=claim_of(SALE))),
            Policy((Pack("shop", Layer.SHOP, "1", rules=(said,)),)),
        )
        for language in ("en", "et", "lv")
    ]

    options = [board.option("refund/original") for board in boards]
    reasons = [each for option in options for each in option.reasons if each.code == "card"]
    assert [each.note for each in reasons] == ["For staff.", "Meile.", "For staff."]
    assert {each.text for each in reasons} == {"For all."}
