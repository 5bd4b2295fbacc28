"""What lies outside the file shows what a chain can't: a cut end, and a file rolled back."""

import json
from pathlib import Path

import pytest

from adapters.journal.forgeries import cut_the_tail
from adapters.journal.journal_kit import (
    bent,
    event,
    fixed_key,
    open_journal,
    tamper,
    verified,
    whole_return,
)
from returns_desk.adapters.journal.anchors import read_typed_anchor
from returns_desk.domain.errors import OperatorMistake


def test_events_past_the_last_anchor_are_called_not_provable(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return("case-1"))
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return("case-2", 2))

        found = journal.verify()

    assert found.bent is None
    assert found.vouched_to == 12
    assert found.warnings == ("Past event 12: not provable; no anchor reaches further.",)


def test_a_rolled_back_file_that_went_on_is_found_by_the_anchor(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with open_journal(tmp_path) as journal:
        journal.append(event("case_opened", number=1))
    older = path.read_bytes()
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return("case-2", 2))
    path.write_bytes(older)

    with open_journal(tmp_path) as journal:
        journal.append(*[event("desk_locked", None) for _ in range(20)])

    found = bent(path)
    assert found.problem == "changed"
    assert found.sequence <= 14
    assert "keystore" in found.message


def test_the_anchor_that_contradicts_stays_as_evidence(closed: Path) -> None:
    kept = closed.with_name("anchor.json").read_bytes()
    tamper(closed, cut_the_tail)

    with open_journal(closed.parent) as journal:
        journal.append(event("desk_locked", None))

    assert closed.with_name("anchor.json").read_bytes() == kept
    assert bent(closed).problem in {"removed", "changed"}


def test_an_anchor_typed_from_a_slip_vouches(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(event("slip_issued", anchor="x"))
        sequence, full_hash = journal.head()

        by_both = journal.verify(slips=[f"{sequence}:{full_hash[:8]}"])
        by_hash = journal.verify(slips=[full_hash[:8]])
        foreign = journal.verify(slips=["2:00000000"])
        unknown = journal.verify(slips=["00000000"])

    assert by_both.vouched_to == by_hash.vouched_to == sequence
    assert foreign.bent is not None
    assert unknown.bent is not None


def test_an_anchor_mistyped_is_told_in_one_sentence() -> None:
    with pytest.raises(OperatorMistake, match="eight characters"):
        read_typed_anchor("seven77")


def test_a_broken_anchor_file_is_a_warning_that_names_it(closed: Path) -> None:
    closed.with_name("anchor.json").write_text("{", encoding="utf-8")

    found = verified(closed)

    assert found.bent is None
    assert "anchor.json" in found.warnings[-1]


def test_the_journal_of_another_key_is_not_taken_for_this_one(closed: Path) -> None:
    anchor = closed.with_name("anchor.json")
    kept = json.loads(anchor.read_text())
    anchor.write_text(json.dumps({**kept, "public_key": fixed_key(9).public_key}))

    found = bent(closed)

    assert found.sequence == 1
    assert "another installation" in found.message
