"""The slip on its way to the printer, and the drawer of a cash leg."""

import pytest

from builders import CASH_LEG, HALF_CARD_LEG, SHELF, paying_option, split_sale
from counters import Counter, proposing, signed_in, split_desk
from fake_printer import FakeSlipPrinter
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.no_printer import NoPrinter
from returns_desk.application.ports import PrinterState
from returns_desk.application.printing import DRAWER_OPENED, ISSUED, SENT
from returns_desk.application.slips import Slip, SlipRole
from returns_desk.domain.errors import EnvironmentFault


@pytest.fixture
def printer(counter: Counter) -> FakeSlipPrinter:
    counter.printer.is_configured = True
    return counter.printer


def completed(counter: Counter) -> Desk:
    """A desk at the slip of an even exchange."""
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()
    return desk


def marks(slip: Slip) -> list[str]:
    return [line.text for line in slip.lines[1:2] if line.role is SlipRole.HEADING]


def test_a_completed_case_is_printed_by_itself_and_once(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    desk = completed(counter)
    desk.lock()
    desk.state()

    assert [slip.case_number for slip in printer.printed] == [1]
    assert marks(printer.printed[0]) == []
    assert counter.journal.last(SENT).payload == {"copy": False, "language": "en"}
    assert counter.journal.last(SENT).operator == "mara"


def test_what_is_printed_is_what_is_on_screen(counter: Counter, printer: FakeSlipPrinter) -> None:
    state = completed(counter).state()

    assert state.case is not None
    assert printer.printed == [state.case.slip]


def test_a_counter_without_a_printer_prints_and_notes_nothing(counter: Counter) -> None:
    desk = completed(counter)

    again = desk.print_again()

    assert counter.printer.printed == []
    assert SENT not in counter.journal.types()
    assert counter.journal.last(ISSUED).payload["to_print"] is False
    assert again.notice is not None
    assert again.notice.code == "no_printer"


def test_a_printer_that_is_gone_keeps_the_slip_and_the_next_customer_comes(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    printer.is_gone = True
    desk = completed(counter)

    after = desk.next_customer()
    printer.is_gone = False
    desk.try_printer()

    assert after.stage is Stage.WAITING
    assert len(printer.printed) == 1


def test_a_slip_that_cannot_be_kept_stops_nothing(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    printer.is_full = True
    state = completed(counter).state()

    assert state.stage is Stage.SLIP
    assert state.notice is not None
    assert state.notice.code == "slip_not_kept"
    assert state.notice.fields["fault"] == "The disk is full."
    assert SENT not in counter.journal.types()


def test_a_reprint_is_marked_as_a_copy_and_noted(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    desk = completed(counter)

    desk.print_again()

    assert [marks(slip) for slip in printer.printed] == [[], ["Copy"]]
    assert counter.journal.last(SENT).payload["copy"] is True


def test_a_reprint_that_cannot_be_kept_is_said_and_not_noted(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    desk = completed(counter)
    printer.is_full = True

    with pytest.raises(EnvironmentFault):
        desk.print_again()

    assert counter.journal.types().count(SENT) == 1


def test_the_customers_language_is_of_this_slip_only(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    desk = completed(counter)
    desk.set_slip_language("lv")
    desk.print_again()
    desk.next_customer()
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    assert [slip.language for slip in printer.printed] == ["en", "lv", "en"]


def test_the_demo_shop_marks_what_it_prints(counter: Counter, printer: FakeSlipPrinter) -> None:
    counter.is_training = True
    completed(counter)

    assert marks(printer.printed[0]) == ["Training: nothing here is real."]


# --- after a crash ------------------------------------------------------------------------------


def restarted(counter: Counter) -> FakeSlipPrinter:
    """A new program on the same journal, with a printer that has seen nothing."""
    counter.printer = FakeSlipPrinter(is_configured=True)
    Desk(counter.services()).resume()
    return counter.printer


def test_a_restart_prints_nothing_that_the_printer_took(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    completed(counter)

    assert printer.printed
    assert restarted(counter).printed == []
    assert counter.journal.types().count(SENT) == 1


@pytest.mark.usefixtures("printer")
def test_a_crash_before_the_hand_over_is_made_good_at_the_next_start(counter: Counter) -> None:
    counter.journal.breaks_on.add(SENT)
    completed(counter)
    counter.journal.breaks_on.clear()

    first, second = restarted(counter), restarted(counter)

    assert [marks(slip) for slip in first.printed] == [[]]
    assert second.printed == []


@pytest.mark.usefixtures("printer")
def test_a_crash_before_the_anchor_is_made_good_at_the_next_start(counter: Counter) -> None:
    counter.journal.breaks_on.add(ISSUED)
    completed(counter)
    counter.journal.breaks_on.clear()

    first, second = restarted(counter), restarted(counter)

    assert [bool(slip.anchor) for slip in first.printed] == [True]
    assert second.printed == []


def test_no_printer_takes_nothing_and_says_so() -> None:
    nothing = NoPrinter()
    nothing.print_slip(Slip(1, "", "", "en", ()))
    nothing.open_drawer()
    nothing.try_again()

    assert nothing.state() == PrinterState()


def test_slips_of_the_time_without_a_printer_are_not_printed_later(counter: Counter) -> None:
    completed(counter)

    assert restarted(counter).printed == []


@pytest.mark.usefixtures("printer")
def test_a_slip_that_still_cannot_be_kept_waits_for_the_next_start(counter: Counter) -> None:
    counter.journal.breaks_on.add(SENT)
    completed(counter)

    restarted(counter)
    counter.journal.breaks_on.clear()

    assert len(restarted(counter).printed) == 1


# --- the drawer ---------------------------------------------------------------------------------


def paid_in_part(counter: Counter) -> Desk:
    """The shelf paid by card and in cash: the card leg is booked, the cash leg has begun."""
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")
    desk.confirm()
    assert counter.printer.drawers == 0
    desk.scan("004512")
    return desk


@pytest.fixture
def with_drawer() -> Counter:
    two_legs = paying_option("refund/original", [HALF_CARD_LEG, CASH_LEG])
    sales = FakeSales([split_sale()])
    return Counter(sales=sales, propose=proposing([two_legs]), opens_drawer=True)


def test_the_drawer_opens_once_when_a_cash_leg_begins(with_drawer: Counter) -> None:
    desk = paid_in_part(with_drawer)
    desk.book_leg(2)

    opened = with_drawer.journal.last(DRAWER_OPENED)
    assert with_drawer.printer.drawers == 1
    assert with_drawer.journal.types().count(DRAWER_OPENED) == 1
    assert opened.payload == {"leg": 2}
    assert opened.case_id == with_drawer.journal.last("leg_begun").case_id


def test_the_drawer_stays_shut_where_its_begin_is_not_in_the_journal(with_drawer: Counter) -> None:
    with_drawer.journal.breaks_on.add(DRAWER_OPENED)

    with pytest.raises(EnvironmentFault):
        paid_in_part(with_drawer)

    assert with_drawer.printer.drawers == 0


def test_the_drawer_stays_shut_at_a_restart(with_drawer: Counter) -> None:
    paid_in_part(with_drawer)
    desk = signed_in(with_drawer)
    doubtful = desk.resume()
    desk.settle_leg(2, happened=True)

    assert doubtful.stage is Stage.IN_DOUBT
    assert with_drawer.printer.drawers == 1


def test_the_drawer_opens_anew_where_a_person_says_that_nothing_was_paid(
    with_drawer: Counter,
) -> None:
    paid_in_part(with_drawer)
    desk = signed_in(with_drawer)
    desk.resume()
    desk.settle_leg(2, happened=False)

    assert with_drawer.printer.drawers == 2


def test_a_counter_whose_drawer_hangs_elsewhere_opens_none() -> None:
    desk, counter = split_desk()
    desk.scan("004512")

    assert counter.printer.drawers == 0
    assert DRAWER_OPENED not in counter.journal.types()
