"""No event gets a card number into the journal, whoever appends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.journal.journal_kit import open_journal, recorder
from returns_desk.adapters.journal.guarding import guarded
from returns_desk.adapters.journal.memory_journal import MemoryJournal
from returns_desk.application.ports import NewEvent
from returns_desk.domain.card_guard import CardGuard
from support.published_cards import PUBLISHED, SPELLINGS, VISA

if TYPE_CHECKING:
    from pathlib import Path

HIT = "card_number_cut"


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_what_is_recorded_holds_the_last_four_and_an_event_says_where(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        (left,) = journal.append(
            NewEvent("case_left", {"reason": f"paid with {VISA}"}, "case-1", "mara")
        )
        hits = list(journal.read(types=(HIT,)))

    assert left.payload == {"reason": "paid with ****1111"}
    assert [(each.case_id, each.operator) for each in hits] == [("case-1", "mara")]
    assert hits[0].payload == {"where": ["case_left/reason"]}
    assert VISA.encode() not in bytes_in(tmp_path)


@pytest.mark.parametrize("how", sorted(SPELLINGS))
def test_neither_file_nor_log_holds_a_number_in_any_spelling(tmp_path: Path, how: str) -> None:
    written = [SPELLINGS[how](number) for number in PUBLISHED]
    with open_journal(tmp_path) as journal:
        recorded = journal.append(
            *(NewEvent("noted", {"a": [{"b": f"x {text}"}], text: 1}) for text in written)
        )
        assert len(recorded) == len(written)
        assert journal.verify().bent is None
        while_open = bytes_in(tmp_path)
    found = while_open + bytes_in(tmp_path)

    assert not [text for text in (*written, *PUBLISHED) if text.encode() in found]


def test_the_journal_without_a_file_has_the_same_door() -> None:
    journal = MemoryJournal(recorder())

    (event,) = journal.append(NewEvent("noted", {"text": VISA}))

    assert event.payload == {"text": "****1111"}
    assert [each.type for each in journal.read()] == ["journal_begun", "noted", HIT]


@given(st.dictionaries(st.text(max_size=9), st.integers() | st.text("0123456789 -", max_size=25)))
def test_what_comes_out_goes_through_again_unchanged(payload: dict[str, int | str]) -> None:
    once = guarded(CardGuard(), [NewEvent("noted", payload)])
    again = guarded(CardGuard(), once.events)

    assert again.events == once.events
    assert again.hits == ()
    assert bool(once.hits) == (once.events[0].payload != payload)
