"""A closed option says what opens it only where the engine found that; else why it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import SHELF, line, option, sale, tender
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.domain.board import Change, Finding, Standing
from returns_desk.ui.clerk.closed_contents import opening_of
from returns_desk.ui.clerk.option_contents import Speaker
from returns_desk.ui.kit.wording import Words
from ui.clerk.fake_window import English

if TYPE_CHECKING:
    from returns_desk.domain.board import Option
    from returns_desk.domain.sale import Sale

BANK = "Opens if the bank refuses the card refund."
CARD_HERE = Change(f"original_tender_present:{SHELF}/1", True, Standing.AVAILABLE)
CARD_OPENS = "Opens when the card ending 1234 is here."


def engine(code: str, *, certain: bool = True) -> Finding:
    return Finding(code, "engine", code, "", "", public=True, effect="forbid", certain=certain)


def pack(text: str, *, certain: bool = True) -> Finding:
    return Finding(text, "acquirer", text, text, "", public=True, effect="forbid", certain=certain)


def said(*options: Option, sold: Sale | None = None) -> str:
    """What the first of these closed options says on their board."""
    counter = Counter(sales=FakeSales([sold or sale()]), propose=proposing(options))
    state = signed_in(counter).scan(SHELF)
    assert state.case is not None
    return opening_of(Speaker(state.case, Words("en", English())), options[0])


def closed(option_id: str, *reasons: Finding, opens: tuple[Change, ...] = ()) -> Option:
    return option(option_id, reasons=reasons, changes_if=opens)


def too_little_left() -> Sale:
    return sale(lines=[line(paid=39929, tax=0)], tenders=[tender(amount=20900)])


def test_a_change_that_opens_it_is_said_in_the_words_of_the_pack() -> None:
    assert said(closed("refund/cash", pack(BANK), opens=(CARD_HERE,))) == BANK


def test_a_change_that_opens_it_is_said_where_no_pack_has_words() -> None:
    uncertain = pack("Opened food.", certain=False)

    assert said(closed("refund/original", uncertain, opens=(CARD_HERE,))) == CARD_OPENS


def test_a_change_that_leaves_it_closed_opens_nothing() -> None:
    still = Change(CARD_HERE.fact, CARD_HERE.value, Standing.NOT_POSSIBLE)

    text = said(closed("refund/original", engine("not_offered"), opens=(still,)))

    assert text == "Not offered here."


def test_the_engines_own_reason_goes_before_what_a_pack_says() -> None:
    reasons = (engine("no_original_tender"), pack(BANK))

    assert said(closed("refund/original", *reasons)) == "Opens when the purchase is found."


def test_too_little_money_goes_before_everything_and_names_the_amount() -> None:
    reasons = (engine("exceeds_refundable_amount"), pack("Opens when the card is here."))

    text = said(closed("refund/original", *reasons), sold=too_little_left())

    assert text == "At most $209.00 can go back on this receipt. Call a manager."


def test_too_little_money_closes_what_a_pack_closes_too() -> None:
    money = closed("refund/original", engine("exceeds_refundable_amount"))

    text = said(closed("refund/cash", pack(BANK)), money, sold=too_little_left())

    assert text.startswith("At most $209.00 can go back")


def test_too_little_money_closes_no_exchange_of_goods() -> None:
    money = closed("refund/original", engine("exceeds_refundable_amount"))

    text = said(closed("repair/none", pack("For tools.")), money, sold=too_little_left())

    assert text == "For tools."


def test_where_nothing_is_left_no_amount_is_named() -> None:
    empty = sale(tenders=[tender(amount=2136, refunded=2136)])

    text = said(closed("refund/original", engine("exceeds_refundable_amount")), sold=empty)

    assert text == "No more money can go back on this receipt. Call a manager."


def test_one_reason_of_a_pack_is_said_as_it_is() -> None:
    reason = "Opens for what was paid by card."

    assert said(closed("refund/other_card", pack(reason), pack("Opened.", certain=False))) == reason


def test_of_several_reasons_that_close_it_together_none_is_promised() -> None:
    text = said(closed("refund/cash", pack(BANK), pack("Cash is open for what was paid in cash.")))

    assert text == "No single change opens it."


def test_where_each_way_is_closed_by_something_else_nothing_is_promised() -> None:
    reasons = (
        engine("no_lower_price", certain=False),
        engine("not_offered", certain=False),
        pack("Opened food: opens if something is wrong with it.", certain=False),
    )

    assert said(closed("refund/gift_card", *reasons)) == "Not offered here."


def test_an_option_without_any_reason_is_not_offered() -> None:
    assert said(closed("refund/gift_card")) == "Not offered here."
