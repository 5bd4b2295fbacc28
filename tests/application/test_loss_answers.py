"""Who may answer for a loss at the journal's end, and what is told of it for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counters import Counter
from fakes import CLERK, MANAGER
from returns_desk.application.loss_answers import Loss, answer_to, losses_of, note_of
from returns_desk.application.missing_end import MISSING_END
from returns_desk.application.ports import NewEvent, Operator
from returns_desk.domain.errors import OperatorMistake

LOSS = Loss(4, 9, 1)


def journal_with(*events: NewEvent) -> Counter:
    counter = Counter()
    counter.journal.append(*events)
    return counter


def missing(first: int, last: int) -> NewEvent:
    return NewEvent(MISSING_END, {"first": first, "last": last})


def test_each_loss_is_told_with_the_first_answer_to_it() -> None:
    answer = answer_to(LOSS, MANAGER, "Power cut.", "ab")
    again = answer_to(LOSS, MANAGER, "Second thoughts.", "ab")
    of_nothing = answer_to(Loss(1, 2, 77), MANAGER, "Nothing.", "ab")

    counter = journal_with(missing(4, 9), answer, missing(12, 13), again, of_nothing)

    assert losses_of(counter.journal) == (
        Loss(4, 9, 1, 2, MANAGER.id, "Power cut.", "ab"),
        Loss(12, 13, 3),
    )


def test_an_answer_holds_what_is_still_known_of_what_is_gone() -> None:
    answer = answer_to(LOSS, MANAGER, "  The fuse\n blew. ", "ab")

    assert answer.operator == MANAGER.id
    assert answer.payload == {"told_in": 1, "last": 9, "hash": "ab", "reason": "The fuse blew."}


@pytest.mark.parametrize(
    ("sequence", "begins", "is_answered_for"),
    [
        (4, "77", True),
        (8, "77", True),
        (9, "abcd", True),
        (9, "77", False),
        (0, "abcd", True),
        (0, "77", False),
        (3, "77", False),
        (10, "abcd", False),
    ],
)
def test_an_answer_is_for_every_event_of_its_loss_and_for_no_other(
    sequence: int, begins: str, *, is_answered_for: bool
) -> None:
    answered = replace(LOSS, answered_in=12, last_hash="abcdef")

    assert answered.is_answered_for(sequence, begins) is is_answered_for
    assert not LOSS.is_answered_for(sequence, begins)


@pytest.mark.parametrize("person", [CLERK, Operator("ivo", "Ivo T.", "it")])
def test_who_is_no_manager_can_not_answer(person: Operator) -> None:
    with pytest.raises(OperatorMistake, match="It takes a manager") as told:
        answer_to(LOSS, person, "Power cut.", "ab")

    assert told.value.code == "no_authority"


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 401])
def test_an_answer_has_a_reason_that_can_be_read(reason: str) -> None:
    with pytest.raises(OperatorMistake, match="Give a reason"):
        answer_to(LOSS, MANAGER, reason, "ab")


@pytest.mark.parametrize("reason", ["Power cut", "Power cut."])
def test_a_loss_is_told_with_its_answer_or_with_the_way_to_one(reason: str) -> None:
    open_one = note_of(LOSS)
    answered = note_of(Loss(4, 9, 1, 12, "lind", reason))

    assert "Events 4 to 9 were recorded once and are gone" in open_one
    assert "returns-desk journal answer-loss" in open_one
    assert answered.endswith("are gone; lind answered for it in event 12: Power cut.")


def test_a_single_event_that_is_gone_is_told_as_one() -> None:
    assert note_of(Loss(4, 4, 1)).startswith("Event 4 was recorded once and is gone: where")


def test_a_journal_without_a_loss_tells_of_none() -> None:
    assert losses_of(Counter().journal) == ()
