"""Personal data go to the people store; the journal holds the hash of the ciphertext."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from builders import SHELF
from counters import Counter, signed_in
from returns_desk.application.personal_data import PersonalData, is_erased
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import InvalidInput, OperatorMistake
from support.published_cards import VISA

if TYPE_CHECKING:
    from returns_desk.application.desk import Desk

GIVEN = PersonalData("Õie Tamm", "+372 5555 1234", identity="licence seen", story="It broke.")


def with_a_case(counter: Counter) -> Desk:
    desk = signed_in(counter)
    desk.scan(SHELF)
    return desk


def test_no_event_holds_a_word_of_it(counter: Counter) -> None:
    desk = with_a_case(counter)

    desk.keep_personal_data(GIVEN)

    assert desk.personal_data() == GIVEN
    assert counter.journal.last("personal_data_kept").payload == {"hash": "sha256:hash"}
    told = json.dumps([dict(event.payload) for event in counter.journal.events])
    assert not any(word in told for word in ("Tamm", "5555", "licence", "broke"))


def test_what_is_left_empty_stays_as_it_was(counter: Counter) -> None:
    desk = with_a_case(counter)
    desk.keep_personal_data(GIVEN)

    desk.keep_personal_data(PersonalData(phone=" +372 5555 9999 "))

    kept = desk.personal_data()
    assert (kept.name, kept.phone, kept.story) == ("Õie Tamm", "+372 5555 9999", "It broke.")


def test_nothing_given_leaves_no_trace(counter: Counter) -> None:
    desk = with_a_case(counter)
    before = len(counter.journal.events)

    desk.keep_personal_data(PersonalData(name="  "))

    assert len(counter.journal.events) == before
    assert desk.personal_data() == PersonalData()


def test_a_card_number_in_a_story_is_cut_and_the_place_is_journaled(counter: Counter) -> None:
    desk = with_a_case(counter)

    desk.keep_personal_data(PersonalData(story=f"I paid with {VISA}."))

    assert desk.personal_data().story == "I paid with ****1111."
    assert counter.journal.last("card_number_cut").payload == {"where": ["personal_data/story"]}


def test_a_text_that_is_too_long_names_its_field(counter: Counter) -> None:
    desk = with_a_case(counter)

    with pytest.raises(InvalidInput, match="200 characters") as told:
        desk.keep_personal_data(PersonalData(name="x" * 201))

    assert told.value.pointer == "name"


def test_without_a_case_there_is_nobody_to_keep(counter: Counter) -> None:
    desk = signed_in(counter)

    with pytest.raises(OperatorMistake):
        desk.keep_personal_data(GIVEN)
    assert desk.personal_data() == PersonalData()


def test_a_locked_desk_tells_nothing(counter: Counter) -> None:
    desk = with_a_case(counter)
    desk.keep_personal_data(GIVEN)

    desk.lock()

    assert desk.personal_data() == PersonalData()


def test_the_last_word_of_the_journal_counts(counter: Counter) -> None:
    journal = counter.journal
    assert not is_erased(journal, "c")
    journal.append(NewEvent("personal_data_kept", {"hash": "sha256:1"}, "c"))
    journal.append(NewEvent("personal_data_erased", {"why": "asked_for"}, "c"))
    assert is_erased(journal, "c")
    journal.append(NewEvent("personal_data_kept", {"hash": "sha256:2"}, "c"))

    assert not is_erased(journal, "c")
