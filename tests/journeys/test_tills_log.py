"""What is handed to the till comes back with the till's log, and is counted once.

A real counter on a real sale store and journal; the till's log comes in as POSLog by the real
command.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from journeys.real_counter import CLERK_PIN, Counter, counter_on
from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.application.desk_state import DeskState, LegPhase, LineState, Stage
from returns_desk.domain.case import Condition, Reason

RECEIPT = "1-07-20101130-42"
SALE = """
  <Transaction>
    <RetailStoreID>1</RetailStoreID><WorkstationID>07</WorkstationID>
    <SequenceNumber>42</SequenceNumber><BusinessDayDate>2010-11-30</BusinessDayDate>
    <EndDateTime>2010-11-30T11:02:00Z</EndDateTime><CurrencyCode>GBP</CurrencyCode>
    <RetailTransaction>
      <LineItem><SequenceNumber>1</SequenceNumber><Sale>
        <ItemID>MUG</ItemID><Description>Mug</Description>
        <ExtendedAmount>40.00</ExtendedAmount><Quantity>4</Quantity>
      </Sale></LineItem>
      <LineItem><SequenceNumber>2</SequenceNumber>
        <Tender TenderType="Cash"><Amount>40.00</Amount></Tender></LineItem>
    </RetailTransaction>
  </Transaction>"""
RETURN = """
  <Transaction>
    <RetailStoreID>1</RetailStoreID><WorkstationID>02</WorkstationID>
    <SequenceNumber>{number}</SequenceNumber><BusinessDayDate>2010-12-01</BusinessDayDate>
    <EndDateTime>2010-12-01T08:30:00Z</EndDateTime><CurrencyCode>GBP</CurrencyCode>
    <ReceiptNumber>{reference}</ReceiptNumber>
    <RetailTransaction>
      <LineItem><SequenceNumber>1</SequenceNumber><Return>
        <ItemID>MUG</ItemID><ExtendedAmount>10.00</ExtendedAmount><Quantity>1</Quantity>
        <TransactionLink><RetailStoreID>1</RetailStoreID><WorkstationID>07</WorkstationID>
          <BusinessDayDate>2010-11-30</BusinessDayDate><SequenceNumber>42</SequenceNumber>
          <LineItemSequenceNumber>1</LineItemSequenceNumber></TransactionLink>
      </Return></LineItem>
      <LineItem><SequenceNumber>2</SequenceNumber>
        <Tender TenderType="Cash" TypeCode="Refund"><Amount>10.00</Amount></Tender></LineItem>
    </RetailTransaction>
  </Transaction>"""


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A counter with four mugs sold at the till, and Mara signed in."""
    empty = tmp_path / "empty.db"
    empty.touch()
    with counter_on(tmp_path, empty) as opened:
        import_log(opened, tmp_path, SALE)
        opened.desk.choose_operator("mara")
        opened.desk.sign_in(CLERK_PIN)
        yield opened


def import_log(counter: Counter, folder: Path, *transactions: str) -> None:
    """Bring in what a till wrote."""
    log = folder / "log.xml"
    head = '<?xml version="1.0"?>\n<POSLog xmlns="http://www.nrf-arts.org/IXRetail/namespace/">'
    log.write_text(f"{head}{''.join(transactions)}\n</POSLog>\n", encoding="utf-8")
    summary = counter.store.import_file(log, ImportSettings("1", "GBP"))
    assert summary.left_out_by_reason.total() == 0, summary.first_left_out


def mugs(state: DeskState) -> LineState:
    """The line of mugs."""
    assert state.case is not None
    return state.case.receipts[0].lines[0]


def mugs_left(counter: Counter) -> tuple[Decimal, int]:
    """How many can still come back, and for how much money; as the next customer sees it."""
    state = counter.desk.scan(RECEIPT)
    assert state.case is not None
    left = mugs(state).available, state.case.receipts[0].tenders[0].refundable
    counter.desk.leave()
    counter.desk.next_customer()
    return left


def return_one_mug(counter: Counter) -> str:
    """Give the money for one mug back; answers what the slip says to the till."""
    counter.desk.scan(RECEIPT)
    counter.desk.set_quantity(RECEIPT, 1, Decimal(1))
    counter.desk.set_reason(RECEIPT, 1, Reason.FAULTY)
    counter.desk.set_condition(RECEIPT, 1, Condition.UNOPENED)
    counter.desk.set_missing(RECEIPT, 1, frozenset())
    counter.desk.choose("refund/original")
    state = counter.desk.confirm()
    assert state.stage is Stage.BOOKING, state.notice
    assert state.case is not None
    leg = next(each for each in state.case.legs if each.phase is LegPhase.BEGUN)
    state = counter.desk.book_leg(leg.leg, "T-1", counted=leg.pays)
    assert state.stage is Stage.SLIP, state.notice
    assert state.case is not None
    assert state.case.slip is not None
    counter.desk.next_customer()
    return state.case.slip.barcode


def test_our_return_that_the_till_booked_counts_once(counter: Counter, tmp_path: Path) -> None:
    reference = return_one_mug(counter)
    before = mugs_left(counter)

    import_log(counter, tmp_path, RETURN.format(number=7, reference=reference))

    assert before == (Decimal(3), 3000)
    assert mugs_left(counter) == before


def test_a_return_that_only_the_till_knows_of_counts_beside_ours(
    counter: Counter, tmp_path: Path
) -> None:
    reference = return_one_mug(counter)

    import_log(
        counter,
        tmp_path,
        RETURN.format(number=7, reference=reference),
        RETURN.format(number=8, reference="RD/1/0123456789ab"),
        RETURN.format(number=9, reference="T-99"),
    )

    assert mugs_left(counter) == (Decimal(1), 1000)


def test_what_another_counter_took_back_can_not_come_back_here(
    counter: Counter, tmp_path: Path
) -> None:
    other = (RETURN.format(number=n, reference=f"RD/{n}/0123456789ab") for n in range(4))

    import_log(counter, tmp_path, *other)

    state = counter.desk.scan(RECEIPT)
    assert state.notice is not None
    assert state.notice.code == "nothing_left"
    assert mugs(state).nothing_left
