"""What a shown board leaves in the journal: short, and readable in every form ever used."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from builders import NOW, SHELF, option, paying_option, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakeSales, PlainWords
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.ports import Event
from returns_desk.application.shown_board import VERSION
from returns_desk.application.slips import SlipRole, slip_of
from returns_desk.domain.board import CATALOGUE, Finding, Leg, Question, Standing
from returns_desk.domain.policy import Policy

GOLDEN = Path(__file__).parents[1] / "golden" / "case_events"
FORMS = (1, 2)
"""Every form of `board_shown` that a program ever wrote."""


def old_events(number: int, form: int = 1) -> list[Event]:
    """The events of one case as the program wrote them when boards were noted in that form."""
    text = (GOLDEN / f"board_shown_v{form}.jsonl").read_text(encoding="utf-8")
    documents: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines()]
    events = [Event(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in documents]
    cases = list(dict.fromkeys(event.case_id for event in events))
    return [event for event in events if event.case_id == cases[number - 1]]


def test_r4_what_was_offered_in_which_order_is_noted(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    shown = counter.journal.last("board_shown")
    board = shown.payload["board"]
    assert isinstance(board, dict)
    assert (shown.version, shown.payload["at"]) == (2, NOW.isoformat())
    options = counter.propose(counter.proposed[-1], Policy(())).options
    assert [each["id"] for each in board["options"]] == [each.id for each in options]
    assert board["options"][0] == {
        "id": "refund/original",
        "standing": "available",
        "amount": 2136,
    }
    assert shown.payload["numbers"] == {
        "refund/original": 1,
        "even_exchange/none": 2,
        "store_credit/store_credit": 3,
        "refund/other_card": 4,
    }


def test_what_depends_on_an_answer_or_a_person_is_noted_with_it() -> None:
    leg = Leg(f"{SHELF}/1", "original", 2136, "credit_card")
    open_amount = paying_option(
        "refund/original",
        [leg],
        Standing.NEEDS_APPROVAL,
        amount_max=3000,
        approval_role="supervisor",
    )
    question = Question("condition:0", ("unopened", "used"), ("refund/original",))
    engine = proposing([open_amount], [question])
    counter = Counter(sales=FakeSales([sale()]), propose=engine)

    signed_in(counter).scan(SHELF)

    board = counter.journal.last("board_shown").payload["board"]
    assert isinstance(board, dict)
    assert board["options"][0] == {
        "id": "refund/original",
        "standing": "needs_approval",
        "amount": 2136,
        "amount_max": 3000,
        "role": "supervisor",
    }
    assert board["questions"] == ["condition:0"]


def test_an_option_that_no_screen_shows_names_the_one_that_does_the_same() -> None:
    same = Finding("same_as:refund/original", "engine", "", "", "", public=False)
    hidden = option("refund/cash", reasons=(same,))
    counter = Counter(sales=FakeSales([sale()]), propose=proposing([*shelf_options()[:1], hidden]))

    signed_in(counter).scan(SHELF)

    board = counter.journal.last("board_shown").payload["board"]
    assert isinstance(board, dict)
    assert board["options"][1] == {
        "id": "refund/cash",
        "standing": "not_possible",
        "same_as": "refund/original",
    }


def test_a_case_of_the_first_form_is_taken_up_where_it_stopped(counter: Counter) -> None:
    counter.journal.events.extend(old_events(2))
    desk = signed_in(counter)
    desk.resume()

    (open_case,) = desk.state().open_cases
    state = desk.resume_case(open_case.case_id)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.asked == "refund/other_card"
    assert state.case.numbers["refund/original"] == 1
    assert state.case.escalation is not None
    assert state.case.escalation.triggers == ("asked_option_needs_approval",)


@pytest.mark.parametrize(("form", "paid"), [(1, "USD 4.13"), (2, "USD 21.36")])
def test_a_case_of_either_form_has_its_slip(form: int, paid: str) -> None:
    slip = slip_of(old_events(1, form), "Northside Home", "en", PlainWords())

    assert slip.case_number == 1
    assert [line.value for line in slip.lines if line.role is SlipRole.LEG] == [paid]


def test_a_case_of_the_second_form_holds_what_the_desk_knew_by_itself() -> None:
    record = record_of(old_events(2, form=2))

    claim = record.claim
    assert claim.facts.goodwill_given == 2136
    assert [(each.amount, each.with_receipt) for each in claim.history] == [(1283, True)]
    assert not claim.facts.offline
    assert record.numbers["refund/original"] == 1


def test_the_form_that_is_written_now_has_its_golden_file() -> None:
    kept = {path.stem for path in GOLDEN.glob("board_shown_v*.jsonl")}

    assert kept == {f"board_shown_v{form}" for form in FORMS}
    assert max(FORMS) == VERSION


@pytest.mark.parametrize("number", [1, 2])
def test_the_first_form_held_the_whole_board(number: int) -> None:
    record = record_of(old_events(number))

    options = record.board["options"]
    assert isinstance(options, list)
    assert {each["id"] for each in options} == set(CATALOGUE)
    assert record.board["currency"] == "USD"
