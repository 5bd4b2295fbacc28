"""What scanners send beside plain numbers: GS1, the shop's own receipt barcodes, our own slips."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import line, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.adapters.scanning.code_reader import ScannedCodes
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.application.scanned_codes import CodeReader
from returns_desk.domain.sale import Sale

LONG = "3141-01-20261120-0009"


def long_receipt() -> Sale:
    """Three lamps, a cable by the metre, and two lines of the same bulb."""
    return sale(
        LONG,
        [
            line(1, sku="LAMP", gtin="4006381333931", quantity=Decimal(3), paid=6000),
            line(2, sku="CABLE", gtin=None, quantity=Decimal("2.5"), unit="m", paid=500),
            line(3, sku="BULB", gtin="96385074", paid=300),
            line(4, sku="BULB", gtin="96385074", paid=300),
        ],
    )


def counter_of(codes: CodeReader, *sales: Sale) -> Counter:
    return Counter(sales=FakeSales(sales), propose=proposing(shelf_options()), codes=codes)


def claimed(state: DeskState) -> list[str]:
    assert state.case is not None
    return [str(line.claimed) for receipt in state.case.receipts for line in receipt.lines]


def by_pattern() -> ScannedCodes:
    return ScannedCodes(["T{till:2}{number:4} => 3141-{till}-20261120-{number}"])


def test_a_barcode_of_the_shops_own_pattern_opens_its_receipt() -> None:
    desk = signed_in(counter_of(by_pattern(), long_receipt()))

    state = desk.scan("T010009")

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert [each.receipt for each in state.case.receipts] == [LONG]


@pytest.mark.parametrize("scanned", ["T010008", "T0100099"])
def test_a_barcode_of_no_receipt_is_not_found(scanned: str) -> None:
    state = signed_in(counter_of(by_pattern(), long_receipt())).scan(scanned)

    assert state.notice is not None
    assert (state.notice.code, state.notice.fields["text"]) == ("not_found", scanned)


def test_a_misread_barcode_is_said_to_be_one() -> None:
    desk = signed_in(counter_of(ScannedCodes(), long_receipt()))
    desk.scan(LONG)

    state = desk.scan("4006381333932")

    assert state.notice is not None
    assert state.notice.code == "bad_check_digit"
    assert claimed(state) == ["3", "2.5", "1", "1"]


def test_a_receipt_number_may_look_like_a_misread_barcode() -> None:
    """Shops have receipt numbers of thirteen digits too."""
    desk = signed_in(counter_of(ScannedCodes(), sale("4006381333932", [line(1)])))

    assert desk.scan("4006381333932").stage is Stage.BOARD


def test_an_element_string_finds_the_item_and_its_serial_the_piece() -> None:
    gtin = "4006381333931"
    pieces = [line(n, sku="DRILL", gtin=gtin, serial=f"S{n}", paid=900) for n in (1, 2, 3)]
    desk = signed_in(counter_of(ScannedCodes(), sale(LONG, pieces)))
    desk.scan(LONG)

    assert claimed(desk.scan(f"(01)0{gtin}(21)S2")) == ["0", "1", "0"]
    assert claimed(desk.scan(f"(01)0{gtin}(21)S9")) == ["1", "1", "0"]
    assert claimed(desk.scan(f"(01)0{gtin}")) == ["1", "1", "1"]


def test_the_slip_of_an_earlier_return_is_told_from_a_receipt() -> None:
    state = signed_in(counter_of(ScannedCodes(), long_receipt())).scan("RD/12/abcdef012345")

    assert state.notice is not None
    assert (state.notice.code, state.notice.fields["number"]) == ("own_slip", 12)


@pytest.mark.parametrize(
    "scanned", ["RD/12", "RD/x/abc", "RD/12/a/b", "XX/12/abc", "RD/\u0661/abc"]
)
def test_what_only_begins_like_a_slip_is_not_found(scanned: str) -> None:
    state = signed_in(counter_of(ScannedCodes(), long_receipt())).scan(scanned)

    assert state.notice is not None
    assert state.notice.code == "not_found"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(text=st.text(max_size=4000))
def test_whatever_is_scanned_gives_a_state(text: str) -> None:
    desk = signed_in(counter_of(by_pattern(), long_receipt()))

    assert desk.scan(text).notice is not None
    assert desk.scan(LONG).case is not None
    desk.scan(text)
