"""Packs published and taken back: which one stands on a day, and what the journal says."""

from datetime import date

import pytest

from fakes import CLERK, MANAGER, FakeClock, FakeJournal
from returns_desk.application.publishing import (
    FROM_APPROVALS,
    PUBLISHED,
    REVERTED,
    PackOnOffer,
    Publication,
    Publishing,
    best_first,
    read_publications,
)
from returns_desk.domain.errors import EnvironmentFault
from support.desk_steps import mistake_code

TODAY, LATER, LATEST = date(2026, 11, 21), date(2026, 12, 1), date(2027, 1, 1)


class FakeShelf:
    """Texts by number."""

    def __init__(self) -> None:
        self.texts: dict[int, bytes] = {}

    def put(self, publication: Publication, text: bytes) -> None:
        self.texts[publication.number] = text


def offer(version: str = "2", pack: str = "shop") -> PackOnOffer:
    return PackOnOffer(pack, version, f"sha256:{pack}{version}", f"{pack}{version}")


@pytest.fixture
def journal() -> FakeJournal:
    return FakeJournal(FakeClock())


@pytest.fixture
def publishing(journal: FakeJournal) -> Publishing:
    return Publishing(journal, FakeShelf(), MANAGER)


def test_a_publication_is_journaled_without_its_text(
    publishing: Publishing, journal: FakeJournal
) -> None:
    made = publishing.publish(offer(), b"text", (LATER, TODAY), FROM_APPROVALS)

    assert journal.last(PUBLISHED).payload == {
        "number": 1,
        "pack": "shop",
        "version": "2",
        "fingerprint": "sha256:shop2",
        "content": "shop2",
        "effective_from": "2026-12-01",
        "by": MANAGER.id,
        "basis": "approvals",
    }
    assert journal.last(PUBLISHED).operator == MANAGER.id
    assert read_publications(journal) == (made,)


def test_a_crash_before_the_event_leaves_nothing_published(journal: FakeJournal) -> None:
    shelf = FakeShelf()
    journal.breaks_on = {PUBLISHED}

    with pytest.raises(EnvironmentFault):
        Publishing(journal, shelf, MANAGER).publish(offer(), b"text", (TODAY, TODAY))
    journal.breaks_on = set()
    again = Publishing(journal, shelf, MANAGER).publish(offer(), b"more", (TODAY, TODAY))

    assert again.number == 1
    assert shelf.texts == {1: b"more"}


def test_the_latest_day_decides_then_the_number(
    publishing: Publishing, journal: FakeJournal
) -> None:
    publishing.publish(offer("2"), b"", (TODAY, TODAY))
    publishing.publish(offer("3"), b"", (LATEST, TODAY))
    publishing.publish(offer("4"), b"", (LATER, TODAY))
    publishing.publish(offer("5"), b"", (LATER, TODAY))
    publishing.publish(offer("6", "other"), b"", (TODAY, TODAY))
    every = read_publications(journal)

    def versions(day: date) -> list[str]:
        return [each.version for each in best_first(every, "shop", day)]

    assert versions(date(2026, 11, 20)) == []
    assert versions(TODAY) == ["2"]
    assert versions(LATER) == ["5", "4", "2"]
    assert versions(LATEST) == ["3", "5", "4", "2"]


def test_what_is_taken_back_no_longer_stands(publishing: Publishing, journal: FakeJournal) -> None:
    publishing.publish(offer("2"), b"", (TODAY, TODAY))
    publishing.publish(offer("3"), b"", (TODAY, TODAY))

    gone = publishing.revert("shop")
    after_one = best_first(read_publications(journal), "shop", TODAY)
    publishing.revert("shop")
    after_two = best_first(read_publications(journal), "shop", TODAY)

    assert (gone.version, gone.is_reverted) == ("3", True)
    assert journal.last(REVERTED).payload["version"] == "2"
    assert [each.version for each in after_one] == ["2"]
    assert after_two == ()
    assert mistake_code(lambda: publishing.revert("shop")) == "nothing_published"


def test_taking_back_is_of_one_pack(publishing: Publishing) -> None:
    publishing.publish(offer(), b"", (TODAY, TODAY))

    assert mistake_code(lambda: publishing.revert("store")) == "nothing_published"


def test_a_day_that_is_over_is_refused(publishing: Publishing) -> None:
    refused = mistake_code(lambda: publishing.publish(offer(), b"", (TODAY, LATER)))

    assert refused == "day_is_over"


def test_one_version_is_one_text(publishing: Publishing) -> None:
    publishing.publish(offer("2"), b"", (TODAY, TODAY))
    other = PackOnOffer("shop", "2", "sha256:else", "else")

    again = publishing.publish(offer("2"), b"", (LATER, TODAY))

    assert again.number == 2
    assert mistake_code(lambda: publishing.publish(other, b"", (TODAY, TODAY))) == "version_taken"


def test_only_a_manager_publishes(journal: FakeJournal) -> None:
    refused = mistake_code(lambda: Publishing(journal, FakeShelf(), CLERK))

    assert refused == "publish_not_yours"
