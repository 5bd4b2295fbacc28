"""The label that goes with the goods: printed, printed again, and nothing of the customer on it."""

from dataclasses import replace
from decimal import Decimal

from builders import PLUMS, SHELF, plums, sale
from counters import Counter, proposing, signed_in
from fake_printer import FakeSlipPrinter
from fakes import FakeSales
from returns_desk.application.desk_state import Stage
from returns_desk.domain.board import CoveredItem
from returns_desk.domain.case import Reason
from returns_desk.domain.disposal import GoodsPlace
from support.desk_steps import mistake_code, notice_of
from support.goods_at_hand import EXCHANGE, REFUND, SHELF_LINE, completed, places


def test_the_label_is_printed_once_more_and_never_before_the_place_is_known() -> None:
    counter = Counter(printer=FakeSlipPrinter(is_configured=True))
    desk = completed(counter, REFUND)

    early = mistake_code(desk.print_labels)
    desk.place_goods()
    desk.print_labels()

    assert early == "place_first"
    assert [slip.kind for slip in counter.printer.printed] == ["", "refurbish", "refurbish"]


def test_without_a_printer_the_label_is_said_to_be_on_screen() -> None:
    counter = Counter()
    desk = completed(counter, REFUND)
    desk.place_goods()

    assert notice_of(desk.print_labels()) == "no_printer"


def test_a_printer_that_can_keep_nothing_stops_nobody() -> None:
    counter = Counter(printer=FakeSlipPrinter(is_configured=True))
    desk = completed(counter, REFUND)
    counter.printer.is_full = True

    state = desk.place_goods()

    assert notice_of(state) == "label_not_kept"
    assert counter.journal.last("goods_placed").payload["how"] == "confirmed"
    assert desk.next_customer().stage is Stage.WAITING


def test_the_label_says_what_and_where_and_nothing_of_the_customer_or_the_money() -> None:
    counter = Counter()
    desk = completed(counter, REFUND, Reason.RECALL)
    desk.place_goods()

    (label,) = places(desk).labels

    said = "\n".join(f"{line.text} {line.value}" for line in label.lines)
    assert "QUARANTINE" in said
    assert "DO NOT SELL" in said
    assert "X X X" in said
    assert sale().lines[0].description in said
    assert label.barcode.startswith("RD/1/")
    assert "1234" not in said
    assert "21.36" not in said
    assert "2136" not in said
    assert SHELF not in said


def test_a_label_of_other_goods_is_not_marked_as_quarantine() -> None:
    counter = Counter(is_training=True)
    desk = completed(counter, REFUND)
    desk.place_goods({SHELF_LINE: GoodsPlace.STOCK})

    (label,) = places(desk).labels

    said = [line.text for line in label.lines]
    assert said[:2] == ["BACK TO STOCK", "Training: nothing here is real."]
    assert "DO NOT SELL" not in said


def test_a_card_number_in_a_description_never_reaches_the_label() -> None:
    counter = Counter()
    bought = plums()
    line = replace(bought.lines[0], description="Plums 4111 1111 1111 1111")
    counter.sales = FakeSales([replace(bought, lines=(line, *bought.lines[1:]))])
    covered = (CoveredItem(0, Decimal(7), 0, 0, 0),)
    counter.propose = proposing([replace(EXCHANGE, items=covered)])
    desk = signed_in(counter)
    desk.scan(PLUMS)
    desk.choose("even_exchange/none")
    desk.confirm()
    desk.place_goods()

    (label,) = places(desk).labels

    assert "4111" not in "".join(each.text for each in label.lines)


def test_labels_are_written_once_for_a_case_and_anew_in_another_language() -> None:
    counter = Counter()
    desk = completed(counter, REFUND)
    first = places(desk).labels
    desk.place_goods()
    made = places(desk).labels
    counter.clock.advance(days=1)
    kept = places(desk).labels
    desk.set_language("et")
    written = places(desk).labels
    desk.next_customer()

    assert first == ()
    assert kept is made
    assert [label.language for label in (*made, *written)] == ["en", "et"]
