"""What the customer asks for and what is marked."""

from dataclasses import replace

import pytest

from builders import (
    SHELF,
    board,
    paying_option,
    shelf_options,
)
from counters import Counter, proposing, signed_in
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import GuidanceStep, Stage
from returns_desk.domain.board import (
    CATALOGUE,
    Basis,
    Board,
    Change,
    Finding,
    Need,
    Option,
    Question,
    Standing,
)
from returns_desk.domain.case import Case
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Policy
from support.desk_steps import notice_of

CARD_HERE = f"original_tender_present:{SHELF}/1"


def desk_at(
    counter: Counter, options: tuple[Option, ...], questions: tuple[Question, ...] = ()
) -> Desk:
    counter.propose = proposing(options, questions)
    desk = signed_in(counter)
    desk.scan(SHELF)
    return desk


def test_r4_what_was_asked_first_is_pinned_and_stays(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    desk.ask_for("refund/other_card")
    state = desk.ask_for("refund/cash")

    assert state.case is not None
    assert state.case.asked == "refund/other_card"
    asked_for = counter.proposed[-1].claim.asked_for
    assert asked_for is not None
    assert asked_for.option_id == "refund/other_card"


def test_r3_asking_past_the_clerk_is_handed_on_with_the_whole_board(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)

    state = desk.ask_for("refund/other_card")

    record = counter.journal.last("escalation_raised")
    assert state.stage is Stage.APPROVAL
    assert record.operator == "mara"
    assert record.payload["triggers"] == ["asked_option_needs_approval"]
    assert (record.payload["option"], record.payload["amount"]) == ("refund/other_card", 2136)
    whole = record.payload["board"]
    assert isinstance(whole, dict)
    assert whole["digest"] == counter.journal.last("board_shown").payload["digest"]
    assert len(whole["options"]) == len(CATALOGUE)
    offered = record.payload["offered"]
    assert isinstance(offered, list)
    assert [each["option"] for each in offered] == [
        "refund/original",
        "even_exchange/none",
        "store_credit/store_credit",
        "refund/other_card",
    ]
    assert record.payload["asked"] == [
        {"option": "refund/other_card", "at": record.at.isoformat(), "by": "mara"}
    ]


def test_asking_for_what_is_not_possible_is_handed_on_too(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    state = desk.ask_for("refund/cash")

    assert notice_of(state) == "not_possible"
    assert state.case is not None
    assert state.case.escalation is not None
    assert state.case.escalation.triggers == ("asked_option_not_possible",)
    assert state.case.guidance is GuidanceStep.EXPLAIN
    assert counter.journal.last("escalation_raised").payload["amount"] == 0


def test_asking_for_what_can_be_done_marks_it(desk: Desk) -> None:
    desk.scan(SHELF)

    state = desk.ask_for("refund/original")

    assert state.case is not None
    assert (state.case.chosen, state.case.can_confirm) == ("refund/original", True)
    assert state.case.escalation is None


def test_choosing_without_asking_counts_as_asking_and_nothing_moves(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)

    state = desk.choose("refund/original")

    assert counter.journal.last("asked_for").payload["option"] == "refund/original"
    assert state.case is not None
    assert state.case.asked is None
    assert counter.proposed[-1].claim.asked_for is None


def test_a_choice_is_a_mark_that_can_be_changed_and_taken_back(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.choose("refund/original")

    changed = desk.choose("store_credit/store_credit")
    taken_back = desk.back()

    assert changed.case is not None
    assert changed.case.chosen == "store_credit/store_credit"
    assert taken_back.case is not None
    assert taken_back.case.chosen is None
    assert counter.journal.types().count("asked_for") == 1
    assert "option_chosen" not in counter.journal.types()


def test_r2_choosing_what_a_manager_can_allow_is_asking_for_it(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)

    state = desk.choose("refund/other_card")
    desk.choose("refund/other_card")

    assert state.stage is Stage.APPROVAL
    assert state.case is not None
    assert state.case.chosen is None
    assert counter.journal.types().count("asked_for") == 1
    assert counter.journal.types().count("escalation_raised") == 1


def test_the_other_options_stay_open_while_a_manager_is_awaited(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.ask_for("refund/other_card")

    state = desk.choose("store_credit/store_credit")

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.can_confirm


CONDITIONAL = paying_option(
    "refund/original",
    shelf_options()[0].legs,
    Standing.CONDITIONAL,
    needs=(Need(CARD_HERE, True),),
)


@pytest.mark.parametrize(
    ("waiting", "questions"),
    [
        pytest.param(
            CONDITIONAL, (Question(CARD_HERE, (True, False), ("refund/original",)),), id="question"
        ),
        pytest.param(CONDITIONAL, (), id="need"),
        pytest.param(
            CONDITIONAL,
            (
                Question("reason:0", ("faulty",), ("refund/original",)),
                Question(CARD_HERE, (True, False), ("refund/original",)),
            ),
            id="what it needs before what else decides",
        ),
        pytest.param(
            replace(CONDITIONAL, standing=Standing.AVAILABLE, amount_max=3000),
            (Question(CARD_HERE, (True, False), ("refund/original",)),),
            id="amount still open",
        ),
        pytest.param(
            replace(
                CONDITIONAL,
                standing=Standing.NEEDS_APPROVAL,
                changes_if=(Change(CARD_HERE, False, Standing.NOT_POSSIBLE),),
            ),
            (
                Question("condition:0", ("used",), ("refund/original",)),
                Question(CARD_HERE, (True, False), ("refund/original",)),
            ),
            id="nobody may allow what could still be impossible",
        ),
    ],
)
def test_an_option_that_waits_names_its_question(
    counter: Counter, waiting: Option, questions: tuple[Question, ...]
) -> None:
    desk = desk_at(counter, (waiting,), questions)

    state = desk.choose("refund/original")

    assert notice_of(state) == "answer_first"
    assert state.notice is not None
    assert state.notice.fields["fact"] == CARD_HERE
    assert state.case is not None
    assert state.case.chosen is None


def test_asking_for_what_waits_names_its_question_too(counter: Counter) -> None:
    desk = desk_at(counter, (CONDITIONAL,))

    assert notice_of(desk.ask_for("refund/original")) == "answer_first"


def test_r5_the_answer_that_opens_what_was_asked_for_marks_it(counter: Counter) -> None:
    question = Question(CARD_HERE, (True, False), ("refund/original",))

    def propose(case: Case, _: Policy) -> Board:
        if case.claim.facts.original_tender_present:
            return board([replace(CONDITIONAL, standing=Standing.AVAILABLE)])
        return board([CONDITIONAL], [question])

    counter.propose = propose
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.ask_for("refund/original")

    state = desk.answer(CARD_HERE, value=True)

    assert state.case is not None
    assert state.case.can_confirm


def test_an_option_that_does_the_same_as_an_earlier_one_is_that_one(counter: Counter) -> None:
    same = Finding("same_as:refund/original", "", "", "", "", public=True)
    twin = Option("refund/bank_transfer", Standing.NOT_POSSIBLE, Basis.POLICY, reasons=(same,))
    desk = desk_at(counter, (*shelf_options(), twin))

    state = desk.choose("refund/bank_transfer")

    assert state.case is not None
    assert state.case.chosen == "refund/original"
    assert "refund/bank_transfer" not in state.case.numbers


def test_an_unknown_option_is_one_sentence(desk: Desk) -> None:
    desk.scan(SHELF)

    with pytest.raises(OperatorMistake) as mistake:
        desk.choose("refund/gold")

    assert mistake.value.code == "unknown_option"
