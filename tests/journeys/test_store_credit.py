"""Store credit and cash under each issuer, at the real window, by keyboard alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeys.harness import PLUMS, SHELF, START, Counter
from returns_desk.adapters.credit.trusted_terminals import TrustedTerminal, keys_of
from returns_desk.adapters.credit.voucher_access import VoucherAccess
from returns_desk.adapters.credit.voucher_codes import read_code
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.application.slips import SlipRole
from returns_desk.application.store_credit import Seal, VoucherStanding
from support.credit_packs import BY_NUMBER, BY_VOUCHER, FISCAL_TILL, pack_with

if TYPE_CHECKING:
    from pathlib import Path

    from journeys.conftest import OpenCounter

CREDIT = "store_credit/store_credit"
GIFT_CARD = "6006490000000000008"
"""Passes the check digit of cards, as gift cards do; in no range of a payment scheme."""
PAN = "4111111111111111"


@pytest.fixture
def opened(open_counter: OpenCounter, tmp_path: Path) -> OpenedWith:
    return OpenedWith(open_counter, tmp_path)


class OpenedWith:
    """Opens a counter under the demo shop's pack with further settings, Mara signed in."""

    def __init__(self, open_counter: OpenCounter, folder: Path) -> None:
        self._open, self._folder = open_counter, folder

    def __call__(self, settings: str) -> Counter:
        counter = self._open([pack_with(self._folder, settings)])
        counter.sign_in()
        return counter


def to_the_payout(counter: Counter, receipt: str, option: str) -> None:
    """By keys: scan, the option's number, yes to what it asks, Enter."""
    counter.scan(receipt)
    counter.press(str(counter.case.numbers[option]))
    if not counter.case.can_confirm:
        counter.press("+")
    counter.press(Qt.Key.Key_Return)
    assert counter.stage() is Stage.BOOKING


def settle_by_keys(counter: Counter, name: str, reference: str = "") -> None:
    """Tab to what has that name, typing the reference on the way, and press it."""
    for _ in range(30):
        counter.press(Qt.Key.Key_Tab)
        there = QApplication.focusWidget()
        assert there is not None
        if there.objectName() == "leg.1.reference":
            QTest.keyClicks(there, reference)
        if there.objectName() == name:
            counter.press(Qt.Key.Key_Space)
            return
    raise AssertionError(name)


def voucher_line(counter: Counter) -> tuple[str, str]:
    """The voucher's number and code on the slip in sight."""
    assert counter.case.slip is not None
    (line,) = [x for x in counter.case.slip.lines if x.role is SlipRole.VOUCHER]
    return line.text, line.value


def test_without_a_number_there_is_no_payout_and_the_desk_says_so(opened: OpenedWith) -> None:
    counter = opened(BY_NUMBER)
    to_the_payout(counter, SHELF, CREDIT)
    assert counter.state.prompt is Prompt.CREDIT_NUMBER
    assert "Issue $21.36 in the gift-card system." in counter.texts()

    counter.press(Qt.Key.Key_Return)

    assert counter.stage() is Stage.BOOKING
    assert "No number, no payout" in counter.texts()
    assert counter.events("leg_booked") == []
    counter.press(Qt.Key.Key_F6)
    assert counter.stage() is Stage.BOARD
    assert counter.found(f"option.{CREDIT}").isVisible()


def test_the_gift_cards_number_books_the_leg_whole(opened: OpenedWith) -> None:
    counter = opened(BY_NUMBER)
    to_the_payout(counter, SHELF, CREDIT)

    counter.scan(GIFT_CARD)

    assert counter.stage() is Stage.SLIP
    (booked,) = counter.events("leg_booked")
    assert booked.payload["reference"] == GIFT_CARD
    assert "Credit number" in counter.texts()
    assert GIFT_CARD in counter.texts()


def test_a_payment_cards_number_is_refused_and_kept_nowhere(opened: OpenedWith) -> None:
    counter = opened(BY_NUMBER)
    to_the_payout(counter, SHELF, CREDIT)

    counter.scan(PAN)

    assert counter.stage() is Stage.BOOKING
    assert "This is the number of a payment card." in counter.texts()
    counter.crash_and_start_again()
    files = [each for each in counter.folder.rglob("*") if each.is_file()]
    assert not [each for each in files if PAN.encode() in each.read_bytes()]


def test_a_voucher_comes_with_the_slip_by_two_enters(opened: OpenedWith) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)
    assert counter.state.prompt is Prompt.VOUCHER
    assert "A voucher for $21.36 comes with the slip." in counter.texts()

    counter.press(Qt.Key.Key_Return)

    assert counter.stage() is Stage.SLIP
    number, code = voucher_line(counter)
    configuration = counter.profile.configuration
    public_key = counter.profile.terminal_key.public_key
    own = TrustedTerminal(configuration.installation, configuration.terminal, public_key)
    read = read_code(code, keys_of(own, ()))
    assert read.seal is Seal.SIGNED
    assert read.voucher is not None
    assert (read.voucher.value, read.voucher.currency) == (2136, "USD")
    assert read.voucher.expires_on == START.date() + timedelta(days=36_600)
    assert read.number == read_code(number, {}).number
    assert number in counter.texts()
    assert "Good until" in counter.texts()


def test_what_the_desk_issued_checks_as_valid_beside_it(opened: OpenedWith) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)
    counter.press(Qt.Key.Key_Return)
    number, code = voucher_line(counter)
    vouchers = VoucherAccess(counter.profile)

    by_code, by_number = vouchers.check(code), vouchers.check(number)

    assert by_code.standing is by_number.standing is VoucherStanding.VALID
    assert by_code.is_issued_here


def test_a_voucher_that_is_scanned_like_a_receipt_is_said_to_be_one(opened: OpenedWith) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)
    counter.press(Qt.Key.Key_Return)
    _, code = voucher_line(counter)
    counter.press(Qt.Key.Key_Return)

    counter.scan(code)

    assert "This is a voucher of ours; the till takes it." in counter.texts()
    assert counter.stage() is Stage.WAITING


def test_a_scan_does_not_take_the_place_of_enter_for_a_voucher(opened: OpenedWith) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)

    counter.scan("004512")

    assert counter.stage() is Stage.BOOKING
    assert "This part is a voucher of ours." in counter.texts()


def test_after_a_crash_the_voucher_is_in_doubt_and_keeps_its_number(opened: OpenedWith) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)
    (issued,) = counter.events("voucher_issued")
    before = VoucherAccess(counter.profile)

    counter.crash_and_start_again()
    counter.sign_in()

    assert counter.stage() is Stage.IN_DOUBT
    assert "Was it printed and given? It keeps its number." in counter.texts()
    settle_by_keys(counter, "leg.1.failed")
    counter.press(Qt.Key.Key_Return)
    assert counter.stage() is Stage.SLIP
    number, code = voucher_line(counter)
    assert counter.events("voucher_issued") == [issued]
    assert read_code(number, {}).number == issued.payload["voucher"]
    assert before.check(code).standing is VoucherStanding.VALID


def test_a_voucher_in_doubt_that_was_handed_out_comes_with_the_slip_as_it_was(
    opened: OpenedWith,
) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)
    counter.crash_and_start_again()
    counter.sign_in()

    settle_by_keys(counter, "leg.1.confirm")

    assert counter.stage() is Stage.SLIP
    (issued,) = counter.events("voucher_issued")
    assert read_code(voucher_line(counter)[0], {}).number == issued.payload["voucher"]
    (settled,) = counter.events("leg_settled")
    assert settled.payload["reference"] == voucher_line(counter)[0]


def test_another_way_leaves_a_voucher_that_nobody_can_redeem(opened: OpenedWith) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)
    (issued,) = counter.events("voucher_issued")

    counter.press(Qt.Key.Key_F6)

    vouchers = VoucherAccess(counter.profile)
    number = vouchers.short_number(str(issued.payload["voucher"]))
    assert vouchers.check(number).standing is VoucherStanding.NOT_PAID_OUT


def test_a_number_in_doubt_is_not_paid_without_its_number(opened: OpenedWith) -> None:
    counter = opened(BY_NUMBER)
    to_the_payout(counter, SHELF, CREDIT)
    counter.crash_and_start_again()
    counter.sign_in()

    settle_by_keys(counter, "leg.1.confirm")
    still, said = counter.stage(), counter.texts()
    settle_by_keys(counter, "leg.1.confirm", GIFT_CARD)

    assert still is Stage.IN_DOUBT
    assert "No number, no payout" in said
    assert counter.stage() is Stage.SLIP
    assert counter.events("leg_settled")[0].payload["reference"] == GIFT_CARD


def test_a_copy_of_the_slip_has_the_same_voucher(opened: OpenedWith) -> None:
    counter = opened(BY_VOUCHER)
    to_the_payout(counter, SHELF, CREDIT)
    counter.press(Qt.Key.Key_Return)
    first = voucher_line(counter)

    counter.window.slip_page.languages.touched.emit("et")
    counter.settle()

    assert "Poekrediidina" in counter.texts()
    assert voucher_line(counter) == first
    assert len(counter.events("voucher_issued")) == 1


def test_cash_counts_once_the_fiscal_till_has_its_number(opened: OpenedWith) -> None:
    counter = opened(FISCAL_TILL)
    to_the_payout(counter, PLUMS, "refund/original")
    assert counter.state.prompt is Prompt.FISCAL_RECEIPT
    assert "on the fiscal till, and count it out." in counter.texts()

    counter.press(Qt.Key.Key_Return)
    still = counter.stage()
    said = counter.texts()
    counter.scan("F-000123")

    assert still is Stage.BOOKING
    assert "Ring it on the fiscal till first" in said
    assert counter.stage() is Stage.SLIP
    (booked,) = counter.events("leg_booked")
    assert booked.payload["reference"] == "F-000123"
    assert "Fiscal receipt" in counter.texts()


def test_without_the_settings_nothing_changes(opened: OpenedWith) -> None:
    counter = opened("")
    to_the_payout(counter, PLUMS, "refund/original")

    assert counter.state.prompt is Prompt.CASH
    counter.press(Qt.Key.Key_Return)

    assert counter.stage() is Stage.SLIP
    (planned,) = counter.events("plan_made")
    assert "proof" not in str(planned.payload["legs"])
