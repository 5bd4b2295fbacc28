"""A chain that fits in itself is a terminal's own only where its key and installation wrote it."""

import shutil
from pathlib import Path

import pytest

from adapters.journal.journal_kit import (
    ORIGIN,
    CountingIds,
    SteppingClock,
    event,
    fixed_key,
    open_journal,
    recorder,
    whole_return,
)
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.remembered_end import FurthestAnchor
from returns_desk.adapters.journal.remembering_journal import RememberingJournal
from returns_desk.adapters.journal.restored import Restorer, record_restored
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.profile_keys import TerminalKey
from returns_desk.application.ports import Verification
from returns_desk.domain.errors import OperatorMistake

OWN_KEY, OTHER_KEY = fixed_key(), fixed_key(9)
OTHER_HOME = Origin(installation="0192a000-0000-7000-8000-000000000002", terminal="07")
OWNER = Owner(ORIGIN.installation, OWN_KEY.public_key)


def written(folder: Path, key: TerminalKey, origin: Origin = ORIGIN) -> Path:
    """A whole journal of that key, of which nothing outside the file remembers anything."""
    path, anchor = folder / "journal.db", folder / "anchor.json"
    with SqliteJournal(path, recorder(key, origin), AnchorFile(anchor)) as journal:
        journal.append(*whole_return())
    anchor.unlink()
    return path


def restored(path: Path, key: TerminalKey, origin: Origin) -> Path:
    restorer = Restorer(origin, key.public_key, SteppingClock(), CountingIds(900))
    record_restored(path, restorer, {})
    return path


def verified_for(path: Path, owner: Owner = OWNER, *, deep: bool = False) -> Verification:
    with JournalReader(path, AnchorFile(path.with_name("none.json"))) as journal:
        return journal.verify(owner=owner, deep=deep)


@pytest.mark.parametrize("deep", [False, True])
def test_the_terminals_own_journal_is_vouched_for_by_its_own_signature(
    tmp_path: Path, *, deep: bool
) -> None:
    found = verified_for(written(tmp_path, OWN_KEY), deep=deep)

    assert found.bent is None
    assert found.vouched_to == found.events - 1


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("origin", [ORIGIN, OTHER_HOME])
def test_a_journal_made_with_another_key_is_bent_though_nothing_remembers_its_end(
    tmp_path: Path, origin: Origin, *, deep: bool
) -> None:
    found = verified_for(written(tmp_path, OTHER_KEY, origin), deep=deep)

    assert found.bent is not None
    assert (found.bent.sequence, found.bent.problem) == (1, "changed")
    assert "not signed with this terminal's key" in found.bent.message
    assert found.vouched_to == 0


def test_the_same_key_in_another_installation_is_named(tmp_path: Path) -> None:
    found = verified_for(written(tmp_path, OWN_KEY, OTHER_HOME)).bent

    assert found is not None
    assert "Another installation" in found.message


def test_of_a_restored_journal_who_goes_on_with_it_has_to_be_the_owner(tmp_path: Path) -> None:
    path = restored(written(tmp_path, OTHER_KEY, OTHER_HOME), OWN_KEY, ORIGIN)

    own = verified_for(path)
    others = verified_for(path, Owner(OTHER_HOME.installation, OTHER_KEY.public_key)).bent

    assert own.bent is None
    assert others is not None
    assert others.sequence == own.events


def test_a_signature_of_before_the_restore_vouches_for_nothing_here(tmp_path: Path) -> None:
    """Else whoever knows our public key names us in the last event of a forgery."""
    path = restored(written(tmp_path, OTHER_KEY, OTHER_HOME), OWN_KEY, ORIGIN)

    found = verified_for(path)

    assert (found.vouched_to, found.anchors) == (0, ())
    assert found.warnings == ("Past event 0: not provable; no anchor reaches further.",)


def test_without_an_owner_a_journal_may_be_anybodys(tmp_path: Path) -> None:
    path = written(tmp_path, OTHER_KEY)

    with JournalReader(path, AnchorFile(tmp_path / "none.json")) as journal:
        assert journal.verify().bent is None


def test_a_desk_with_another_key_does_not_write_and_says_that_the_key_does_not_fit(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, OWN_KEY)
    before = path.read_bytes()
    anchors = FurthestAnchor(AnchorFile(tmp_path / "none.json"), tmp_path, ORIGIN.installation)

    with pytest.raises(OperatorMistake, match="not signed with this terminal's key"):
        RememberingJournal(path, recorder(OTHER_KEY), anchors)

    assert path.read_bytes() == before


def test_a_loss_that_the_journal_tells_is_named_by_the_first_event_that_was_lost(
    tmp_path: Path,
) -> None:
    def opened() -> RememberingJournal:
        anchors = FurthestAnchor(AnchorFile(tmp_path / "a.json"), tmp_path, ORIGIN.installation)
        return RememberingJournal(tmp_path / "journal.db", recorder(), anchors)

    with opened() as journal:
        journal.append(*whole_return())
    shutil.copy(tmp_path / "journal.db", tmp_path / "older.db")
    with opened() as journal:
        journal.append(*whole_return("case-2", 2))
        last = journal.head()[0]
    shutil.copy(tmp_path / "older.db", tmp_path / "journal.db")
    with opened() as journal:
        journal.append(*(event("desk_locked", None) for _ in range(30)))

        found = (journal.verify().bent, journal.verify(deep=True).bent)

    for bent in found:
        assert bent is not None
        assert (bent.sequence, bent.problem) == (13, "removed")
        assert f"remembers event {last + 1}" in bent.message


def test_eight_mistyped_characters_are_to_be_checked_and_take_nothing_away(
    tmp_path: Path,
) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    with JournalReader(tmp_path / "journal.db", AnchorFile(tmp_path / "anchor.json")) as journal:
        found = journal.verify(slips=["deadbeef"])

    assert found.bent is not None
    assert "Check its eight characters" in found.bent.message
    assert found.vouched_to == found.events


def test_a_place_that_is_known_is_named_before_a_mistyped_slip(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    with JournalReader(tmp_path / "journal.db", AnchorFile(tmp_path / "anchor.json")) as journal:
        found = journal.verify(slips=["deadbeef", "99:deadbeef"]).bent

    assert found is not None
    assert (found.sequence, found.problem) == (13, "removed")


def test_a_journal_that_is_gone_is_not_called_new(tmp_path: Path) -> None:
    with open_journal(tmp_path):
        pass
    path = tmp_path / "journal.db"
    path.unlink()

    with pytest.raises(OperatorMistake, match=r"gone; this terminal recorded \d+ events"):
        JournalReader(path, AnchorFile(tmp_path / "anchor.json"))
