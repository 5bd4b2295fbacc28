"""Through every entry of the desk that takes free text, no card number reaches a file.

One counter with its real stores, a printer that writes its bytes to a file, and a till's folder;
each entry gets published test numbers in every spelling, and at the end every byte of the profile
is searched for each of them.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from fakes import PlainWords
from journeys.harness import CHEAP_PINS, PINS, REFERENCE, SHELF, START, HandClock
from returns_desk.adapters.printer_configuration import PrinterConfiguration
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import HandOverConfiguration, demo_configuration
from returns_desk.adapters.resources import resources_root
from returns_desk.application.paper_receipts import PaperLine, PaperReceipt
from returns_desk.application.personal_data import PersonalData
from returns_desk.bootstrap.counter import CounterOptions, add_demo_sales, open_counter
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.printing import open_printer
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.errors import Defect, InvalidInput, OperatorMistake, ReturnsError
from returns_desk.domain.sale import TenderType
from support.published_cards import PUBLISHED, SPELLINGS, VISA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from returns_desk.application.desk import Desk

ALL_SPELLINGS = [SPELLINGS[how](VISA) for how in SPELLINGS]


@dataclass
class Place:
    """An opened counter, and where everything of it lies."""

    desk: Desk
    folder: Path
    around: DeskSurroundings

    def has(self, *patterns: str) -> bool:
        """Whether there is a file with something in it for each of the patterns."""
        return all(
            any(path.stat().st_size for path in self.folder.glob(pattern)) for pattern in patterns
        )

    def traces(self) -> dict[str, list[str]]:
        """Which files hold a number, and in which form."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                forms = [x for x in (*PUBLISHED, *ALL_SPELLINGS) if x.encode() in content]
                forms += [x for x in PUBLISHED if x.encode("utf-16-be") in content]
                found |= {path.name: forms} if forms else {}
        return found


@pytest.fixture
def place(tmp_path: Path, qapp: QApplication) -> Iterator[Place]:
    del qapp
    application_with_look("light")
    folder = tmp_path / "profile"
    made = demo_configuration().model_copy(
        update={
            "handover": HandOverConfiguration(folder="till"),
            "printer": PrinterConfiguration(kind="file", device=str(folder / "printed.bin")),
        }
    )
    (tmp_path / "profile" / "till").mkdir(parents=True)
    Profile.open(folder, create=made)
    clock = HandClock()
    with ExitStack() as open_now:
        profile = open_now.enter_context(Profile.demo(folder, pin_cost=CHEAP_PINS))
        profile.lock()
        add_demo_sales(profile, START)
        printer = open_now.enter_context(open_printer(profile, lambda: None))
        around = DeskSurroundings(folder, resources_root(), clock, write_slip, printer)
        options = CounterOptions(clock=clock, pin_cost=CHEAP_PINS)
        desk = open_now.enter_context(
            open_counter(profile, PlainWords, options, printer, around.report)
        )
        desk.choose_operator("mara")
        desk.sign_in(PINS["mara"])
        yield Place(desk, folder, around)


def attempts(desk: Desk) -> Iterator[str]:
    """Everything that can be scanned or typed before a case is paid."""
    for written in ALL_SPELLINGS:
        for act in (desk.scan, desk.begin_key_in):
            try:
                act(written)
                desk.back()
            except OperatorMistake as mistake:
                yield mistake.message


def paper(receipt: str, written: str, *, is_named: bool = False) -> PaperReceipt:
    name = "Chair" if is_named else f"Chair {written}"
    line = PaperLine(name, Decimal(1), 1999, sku=written, category=written)
    return PaperReceipt(receipt, START, TenderType.CASH, (line,))


def pay(desk: Desk, reference: str) -> None:
    """A refund to the card, booked with that reference."""
    desk.set_reason(SHELF, 1, Reason.CHANGED_MIND)
    desk.set_condition(SHELF, 1, Condition.UNOPENED)
    desk.set_missing(SHELF, 1, frozenset())
    desk.answer(f"original_tender_present:{SHELF}/1", value=True)
    desk.choose("refund/original")
    desk.confirm()
    desk.book_leg(1, reference)


def test_through_every_entry_of_the_desk_no_number_reaches_a_file(place: Place) -> None:
    desk = place.desk
    messages = list(attempts(desk))
    for index, written in enumerate(ALL_SPELLINGS):
        desk.begin_key_in()
        with pytest.raises(OperatorMistake, match="number of the receipt"):
            desk.key_in_receipt(paper(written, ""))
        try:
            desk.key_in_receipt(paper(f"P-{index}", written))
        except InvalidInput as refusal:  # what is no name is refused, and the goods get one
            messages.append(str(refusal))
            desk.key_in_receipt(paper(f"P-{index}", written, is_named=True))
        given = PersonalData(*(f"it is {written}" for _ in range(5)))
        desk.keep_personal_data(given)
        assert "****1111" in desk.personal_data().story
        desk.leave()

    assert not any(VISA in message for message in messages)
    assert place.traces() == {}


@pytest.mark.parametrize("how", ["plain", "hyphens", "Arabic", "two words", "in a track"])
def test_a_number_given_as_reference_reaches_neither_slip_nor_till(
    place: Place, qtbot: QtBot, how: str
) -> None:
    desk = place.desk
    desk.scan(SHELF)
    desk.keep_personal_data(PersonalData(name="Õie Tamm", story=SPELLINGS[how](VISA)))

    pay(desk, f"ref {SPELLINGS[how](VISA)}")

    state = desk.state()
    assert state.case is not None
    assert state.case.slip is not None
    place.around.keep_slip(state.case.slip)
    assert any("****1111" in line.value for line in state.case.slip.lines)
    desk.next_customer()  # the till hears of it once it is noted where the goods go
    qtbot.wait_until(lambda: place.has("till/*.xml", "till/*.json", "printed.bin"), timeout=10_000)
    assert b"****1111" in (place.folder / "printed.bin").read_bytes()
    assert place.has("slips/*.pdf", "people.db*", "journal.db-wal", "sales.db*")
    assert place.traces() == {}


def test_each_hit_is_journaled_with_its_place_and_without_the_value(place: Place) -> None:
    desk = place.desk
    desk.scan(SHELF)
    desk.keep_personal_data(PersonalData(identity=VISA))
    pay(desk, f"ref {VISA}")

    with Profile.open(place.folder).read_journal() as journal:
        hits = [event.payload for event in journal.read(types=("card_number_cut",))]
        assert journal.verify().bent is None

    assert hits == [
        {"where": ["personal_data/identity"]},
        {"where": ["leg_booked/reference"]},
    ]


def test_a_report_of_our_own_fault_holds_neither_number_nor_name(place: Place) -> None:
    defect: ReturnsError = Defect("It went wrong.", code="unexpected")
    defect.__cause__ = ValueError(f"no number: 'Õie Tamm' {VISA}")

    place.around.report(defect)

    (report,) = (place.folder / "logs").glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "It went wrong." in text
    assert "Tamm" not in text
    assert place.traces() == {}


def test_an_honest_reference_is_kept_whole(place: Place) -> None:
    place.desk.scan(SHELF)
    pay(place.desk, REFERENCE)

    slip = place.desk.state().case.slip  # type: ignore[union-attr]  # the case is complete
    assert slip is not None
    assert any(line.value == REFERENCE for line in slip.lines)
