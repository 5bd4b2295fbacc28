"""Forgetting a person: at a wish and at the end of the term, and finished after any power cut."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from fakes import FakeClock, FakeJournal
from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.application.erasing import (
    erase_case,
    erase_past_terms,
    finish_erasures,
    named_case,
)
from returns_desk.application.ports import NewEvent
from returns_desk.application.retention_terms import RetentionTerms
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 22)
LONG_AGO = date(2025, 1, 1)
ERASED = "personal_data_erased"


@pytest.fixture
def people(tmp_path: Path) -> Iterator[SqlitePeopleStore]:
    with SqlitePeopleStore(tmp_path / "people.db", bytes(range(32))) as store:
        yield store


@pytest.fixture
def journal() -> FakeJournal:
    return FakeJournal(FakeClock())


def keep(journal: FakeJournal, people: SqlitePeopleStore, case_id: str, day: date = TODAY) -> str:
    number = journal.next_case_number()
    journal.append(NewEvent("case_opened", {"number": number}, case_id))
    journal.append(NewEvent("case_left", {"reason": "time"}, case_id))
    fingerprint = people.put(case_id, {"name": f"Person of {case_id}"}, day)
    journal.append(NewEvent("personal_data_kept", {"hash": f"sha256:{fingerprint}"}, case_id))
    return fingerprint


def erasures(journal: FakeJournal) -> list[str | None]:
    return [event.case_id for event in journal.read(types=(ERASED,))]


def test_a_case_is_erased_and_the_journal_says_which_bytes(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    fingerprint = keep(journal, people, "a")

    erased = erase_case(journal, people, "a")

    assert erased.found
    assert people.get("a") is None
    payload = journal.last(ERASED).payload
    assert payload == {"why": "asked_for", "hash": f"sha256:{fingerprint}"}


def test_erasing_again_does_nothing_more(journal: FakeJournal, people: SqlitePeopleStore) -> None:
    keep(journal, people, "a")
    erase_case(journal, people, "a")

    assert not erase_case(journal, people, "a").found
    assert erasures(journal) == ["a"]


def test_what_is_kept_after_an_erasure_can_be_erased_too(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    keep(journal, people, "a")
    erase_case(journal, people, "a")
    fingerprint = people.put("a", {"name": "again"})
    journal.append(NewEvent("personal_data_kept", {"hash": f"sha256:{fingerprint}"}, "a"))

    assert erase_case(journal, people, "a").found
    assert erasures(journal) == ["a", "a"]


def test_where_the_journal_cannot_be_written_nothing_is_erased(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    keep(journal, people, "a")
    journal.breaks_on.add(ERASED)

    with pytest.raises(EnvironmentFault):
        erase_case(journal, people, "a")

    assert people.get("a") is not None


def test_an_erasure_that_was_cut_off_is_finished(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    keep(journal, people, "a")
    keep(journal, people, "b")
    journal.append(NewEvent(ERASED, {"why": "asked_for"}, "a"))

    assert finish_erasures(journal, people) == 1
    assert people.cases() == ("b",)
    assert finish_erasures(journal, people) == 0


def test_a_case_is_named_by_its_number_or_its_id(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    keep(journal, people, "a")
    keep(journal, people, "b")

    assert (named_case(journal, "2"), named_case(journal, "a")) == ("b", "a")
    with pytest.raises(OperatorMistake, match="no case 77"):
        named_case(journal, "77")


def test_the_term_ends_after_so_many_days_and_not_a_day_before(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    keep(journal, people, "old", date(2026, 11, 11))
    keep(journal, people, "young", date(2026, 11, 12))

    assert erase_past_terms(journal, people, TODAY, 10) == 1
    assert people.cases() == ("young",)
    payload = journal.last(ERASED).payload
    assert (payload["why"], payload["days"]) == ("term_ended", 10)


def test_a_case_that_is_still_open_keeps_what_it_needs(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    journal.append(NewEvent("case_opened", {"number": 1}, "open"))
    people.put("open", {"name": "x"}, LONG_AGO)

    assert erase_past_terms(journal, people, TODAY, 10) == 0
    assert people.cases() == ("open",)


def test_adding_to_a_document_makes_no_term_longer(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    keep(journal, people, "a", LONG_AGO)
    people.put("a", {"name": "more"}, TODAY)

    assert erase_past_terms(journal, people, TODAY, 365) == 1


def test_a_document_without_a_day_begins_its_term_now(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    people.put("a", {"name": "of an older version"})

    assert erase_past_terms(journal, people, TODAY, 1) == 0
    assert erase_past_terms(journal, people, date(2026, 11, 24), 1) == 1


def test_many_cases_go_in_sweeps_and_say_how_far_they_are(
    journal: FakeJournal, people: SqlitePeopleStore
) -> None:
    for number in range(201):
        people.put(f"case-{number}", {"name": "x"}, LONG_AGO)
    seen: list[tuple[int, int]] = []

    erase_past_terms(journal, people, TODAY, 365, lambda done, total: seen.append((done, total)))

    assert seen == [(200, 201), (201, 201)]
    assert people.cases() == ()
    assert len(erasures(journal)) == 201


def test_the_terms_of_state_country_and_all_others() -> None:
    terms = RetentionTerms(365, {"EE": 180, "US-MN": 90, "US": 400})

    assert [terms.of(each) for each in ("EE", "US-MN", "US-NY", "LV")] == [180, 90, 400, 365]
