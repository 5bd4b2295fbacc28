"""The end of the journal as the computer remembers it: never a wrong one, whatever is there."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.journal.journal_kit import event, recorder, whole_return
from returns_desk.adapters.journal.anchors import Anchor, AnchorFile
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.remembered_end import FurthestAnchor, RememberedEnd
from returns_desk.adapters.journal.remembering_journal import RememberingJournal
from returns_desk.application.missing_end import MISSING_END
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

HOME = recorder().origin.installation
HASH, KEY = "ab" * 32, "cd" * 32
FILES = ("journal.db", "journal.db-wal", "journal.db-shm", "journal.end")


def remembered(folder: Path, sequence: int = 7, own_hash: str = HASH) -> RememberedEnd:
    end = RememberedEnd(folder / "journal.end", HOME)
    end.remember(sequence, own_hash, KEY)
    end.close()
    return end


def anchors_in(folder: Path) -> FurthestAnchor:
    return FurthestAnchor(AnchorFile(folder / "anchor.json"), folder, HOME)


def opened(folder: Path) -> RememberingJournal:
    return RememberingJournal(folder / "journal.db", recorder(), anchors_in(folder))


def cut_off(folder: Path, copy: Path) -> Path:
    """The files as a kill leaves them after one return in the log."""
    with opened(folder) as journal:
        journal.append(*whole_return())
        copy.mkdir()
        for name in FILES:
            shutil.copy(folder / name, copy)
    return copy


def test_the_last_end_is_remembered(tmp_path: Path) -> None:
    end = remembered(tmp_path, 7, "ef" * 32)

    end.remember(8, HASH, KEY)
    end.close()

    assert end.read() == Anchor("keystore", 8, HASH, KEY, HOME)


def test_the_end_of_another_installation_is_none(tmp_path: Path) -> None:
    remembered(tmp_path)

    assert RememberedEnd(tmp_path / "journal.end", "another").read() is None


def test_a_disk_that_can_not_take_it_stops_nobody(tmp_path: Path) -> None:
    assert remembered(tmp_path / "gone").read() is None


@given(place=st.integers(0, 400), bit=st.integers(0, 7), is_cut=st.booleans())
def test_half_a_line_or_a_bent_one_is_no_end(place: int, bit: int, *, is_cut: bool) -> None:
    with TemporaryDirectory() as folder:
        end = remembered(Path(folder))
        path = Path(folder) / "journal.end"
        content = bytearray(path.read_bytes())
        place %= len(content) - 1
        content[place] ^= 1 << bit
        path.write_bytes(content[:place] if is_cut else content)

        found = end.read()

    # The checksum's own letters may be written large: they mean the same.
    assert found is None or (place < 8 and found == Anchor("keystore", 7, HASH, KEY, HOME))


@pytest.mark.parametrize(
    ("sequence", "installation", "wanted"),
    [
        pytest.param(5, HOME, 7, id="the computer's reaches further"),
        pytest.param(9, HOME, 9, id="the keystore's reaches further"),
        pytest.param(5, "another", 5, id="the keystore's is of another installation"),
    ],
)
def test_the_further_one_is_the_anchor(
    tmp_path: Path, sequence: int, installation: str, wanted: int
) -> None:
    remembered(tmp_path)
    anchors = anchors_in(tmp_path)
    anchors.write(Anchor("keystore", sequence, HASH, KEY, installation))

    found = anchors.read()

    assert found is not None
    assert found.sequence == wanted


def test_before_any_anchor_the_computer_still_remembers(tmp_path: Path) -> None:
    remembered(tmp_path)

    found = anchors_in(tmp_path).read()

    assert found is not None
    assert found.sequence == 7


def test_every_append_is_remembered_before_it_is_anchored(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        (recorded,) = journal.append(event("desk_locked", None))
        found = anchors_in(tmp_path).read()

    assert found is not None
    assert (found.sequence, found.hash) == (recorded.sequence, recorded.hash)


def test_a_loss_is_recorded_once_and_its_proof_stays(tmp_path: Path) -> None:
    cut = cut_off(tmp_path, tmp_path / "cut")
    (cut / "journal.db-wal").unlink()
    (cut / "journal.db-shm").unlink()
    for _ in range(2):
        with opened(cut) as journal:
            journal.append(event("desk_locked", None))

    with opened(cut) as journal:
        losses = [each.payload for each in journal.read(types=(MISSING_END,))]
        bent = journal.verify().bent

    assert losses == [{"first": 2, "last": 11}]
    assert bent is not None


def test_a_keystore_that_can_not_be_written_stops_no_start(tmp_path: Path) -> None:
    cut = cut_off(tmp_path, tmp_path / "cut")
    (cut / "journal.db-wal").unlink()
    (cut / "anchor.json.new").mkdir()

    with opened(cut) as journal:
        assert journal.append(event("desk_locked", None))


def test_what_must_not_be_written_to_is_refused_before_it_is(tmp_path: Path) -> None:
    cut = cut_off(tmp_path, tmp_path / "cut")
    path = cut / "journal.db"
    before = path.read_bytes()

    with pytest.raises(OperatorMistake, match="another installation") as told:
        RememberingJournal(
            path,
            recorder(origin=Origin("another", "07")),
            FurthestAnchor(AnchorFile(cut / "none.json"), cut, "another"),
        )

    assert told.value.code == "journal_of_another"
    assert path.read_bytes() == before


def test_a_torn_last_event_is_damage_and_no_trace(tmp_path: Path) -> None:
    opened(tmp_path).close()
    path = tmp_path / "journal.db"
    content = path.read_bytes()
    at = content.index(b'{"at"')
    path.write_bytes(content[:at] + b"\xff\xfe\x00\x01" + content[at + 4 :])

    with pytest.raises(EnvironmentFault, match="damaged") as told:
        opened(tmp_path)

    assert str(path) in str(told.value)
