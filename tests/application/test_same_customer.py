"""Anything else? The customer goes on with a case of its own, and nothing is asked twice."""

from typing import TYPE_CHECKING

from builders import SHELF
from counters import Counter
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.personal_data import PersonalData
from returns_desk.application.ports import Candidate
from returns_desk.domain.case import EvidenceKind
from support.desk_steps import notice_of
from support.next_cases import completed, latest, opened

if TYPE_CHECKING:
    from returns_desk.domain.board import FactValue


def found_by_item(desk: Desk, counter: Counter) -> None:
    """The shelf is brought, and its purchase is found by it."""
    counter.sales.candidates["SHELF-36W"] = (Candidate(SHELF, 1, 90, ("same_item",)),)
    desk.scan("SHELF-36W")
    desk.pick_candidate(SHELF)


def test_r10_the_next_case_is_open_at_once_and_names_the_first(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    first = completed(desk)
    assert first.case is not None

    state = desk.anything_else()

    assert state.case is not None
    assert (state.stage, notice_of(state)) == (Stage.BOARD, "same_customer")
    assert (state.case.number, state.case.after) == (2, first.case.case_id)
    assert [each.claimed for each in state.case.receipts[0].lines] == [1]
    assert opened(counter)[-1].payload == {"number": 2, "after": first.case.case_id}
    assert latest(counter).after == first.case.case_id


def test_the_case_of_a_customer_who_comes_alone_names_no_other(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)

    assert opened(counter)[0].payload == {"number": 1}
    assert latest(counter).after is None


def test_r5_the_paper_that_was_seen_is_seen(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    completed(desk)

    desk.anything_else()

    record = latest(counter)
    assert [each.on_paper for each in record.receipts] == [True]
    assert record.claim.evidence == {EvidenceKind.RECEIPT: True}


def test_r5_a_paper_that_is_not_here_is_not_asked_for_again(desk: Desk, counter: Counter) -> None:
    found_by_item(desk, counter)
    desk.answer("evidence:receipt", value=False)
    completed(desk)

    desk.anything_else()

    record = latest(counter)
    assert [each.on_paper for each in record.receipts] == [False]
    assert record.claim.evidence == {EvidenceKind.RECEIPT: False}


def test_r5_what_nobody_answered_stays_open(desk: Desk, counter: Counter) -> None:
    found_by_item(desk, counter)
    completed(desk)

    desk.anything_else()

    assert [each.on_paper for each in latest(counter).receipts] == [None]


def test_r10_what_was_answered_of_purchase_card_and_person_still_holds(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    answers: dict[str, FactValue] = {
        "original_tender_present:" + SHELF + "/1": True,
        "photo_id_seen": True,
        "is_purchaser": True,
        "other_card.same_customer": True,
        "delivered_at:" + SHELF: "2026-11-09",
        "refund_authorisation:" + SHELF + "/1": "declined",
        "evidence:bank_statement": True,
        "reason:0": "faulty",
    }
    for fact, value in answers.items():
        desk.answer(fact, value)
    before = desk.state().case
    completed(desk)

    state = desk.anything_else()

    assert before is not None
    assert state.case is not None
    kept = {name: value for name, value in before.answers.items() if not name.endswith(":0")}
    assert dict(state.case.answers) == kept
    declined = latest(counter).claim.facts.refund_authorisation
    assert list(declined) == [SHELF + "/1"]


def test_r10_what_the_customer_told_of_themselves_comes_with_them(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.keep_personal_data(PersonalData(name="Õie Tamm", story="It fell apart."))
    completed(desk)

    desk.anything_else()

    assert desk.personal_data() == PersonalData(name="Õie Tamm", story="It fell apart.")
    kept = [each.case_id for each in counter.journal.read(types=("personal_data_kept",))]
    assert kept == [each.case_id for each in opened(counter)]


def test_the_slip_keeps_the_language_that_the_customer_reads(desk: Desk) -> None:
    desk.scan(SHELF)
    completed(desk)
    desk.set_slip_language("hy")

    desk.anything_else()
    state = completed(desk)

    assert state.case is not None
    assert state.case.slip is not None
    assert state.case.slip.language == "hy"
