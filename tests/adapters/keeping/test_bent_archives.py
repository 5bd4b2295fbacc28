"""An archive that was touched is named, and so is a beginning that was only taken away."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adapters.journal.forgeries import rewrite_from
from adapters.journal.journal_kit import fixed_key, tamper
from adapters.keeping.archive_kit import archive, begun_shop, opened, verified
from returns_desk.adapters.journal.hash_chain import link_hash
from returns_desk.application.ports import BentEvent
from returns_desk.domain.errors import EnvironmentFault

Harm = Callable[[Path], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with two archives; to be copied."""
    shop = begun_shop(tmp_path_factory.mktemp("whole") / "shop")
    for year in (2024, 2025):
        archive(shop, year)
    return shop


@pytest.fixture
def shop(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "shop")


@pytest.fixture
def archives(shop: Path) -> list[Path]:
    return sorted((shop / "archive").iterdir(), key=lambda path: int(path.stem.split("-")[1]))


def bent(shop: Path, *, deep: bool = False) -> BentEvent:
    found = verified(shop, deep=deep).bent
    assert found is not None
    return found


def execute(path: Path, statement: str) -> None:
    tamper(path, lambda connection: connection.execute(statement))


CHANGE = "UPDATE events SET envelope = replace(envelope, '2136', '2137') WHERE sequence = {}"
REMOVE = "DELETE FROM events WHERE sequence {} {}"


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("sequence", [6, 9, 27])
def test_a_changed_event_is_named(
    shop: Path, archives: list[Path], sequence: int, *, deep: bool
) -> None:
    execute(archives[0 if sequence < 20 else 1], CHANGE.format(sequence))

    found = bent(shop, deep=deep)

    assert (found.sequence, found.problem) == (sequence, "changed")
    assert f"journal-{1 if sequence < 20 else 23}-" in found.message


@pytest.mark.parametrize("sequence", [1, 6, 21])
def test_an_event_that_was_removed_is_named(
    shop: Path, archives: list[Path], sequence: int
) -> None:
    execute(archives[0], REMOVE.format("=", sequence))

    assert (bent(shop).sequence, bent(shop).problem) == (sequence, "removed")


def test_an_end_that_was_made_to_fit_is_named(shop: Path, archives: list[Path]) -> None:
    tamper(archives[0], lambda connection: rewrite_from(connection, 22, "checkpoint", "chackpoint"))

    found = bent(shop)

    assert (found.sequence, found.problem) == (1, "changed")
    assert "an event between 1 and 22 was changed, with all that follow" in found.message


def test_a_byte_that_belongs_to_no_event_is_found_too(shop: Path, archives: list[Path]) -> None:
    with archives[1].open("rb+") as stream:
        stream.seek(72)
        stream.write(b"\x01")

    found = bent(shop)

    assert (found.sequence, found.problem) == (23, "changed")
    assert "bytes of this archive were changed" in found.message


def test_every_bent_byte_is_found(shop: Path, archives: list[Path]) -> None:
    good = archives[0].read_bytes()
    for place in range(0, len(good), len(good) // 40):
        archives[0].write_bytes(good[:place] + bytes([good[place] ^ 0x55]) + good[place + 1 :])
        assert bent(shop).sequence in range(23), place


def test_an_archive_in_the_place_of_another_is_named(shop: Path, archives: list[Path]) -> None:
    shutil.copyfile(archives[0], archives[1])

    assert bent(shop).sequence == 23


def test_an_archive_of_another_shop_is_named(shop: Path, archives: list[Path]) -> None:
    other = begun_shop(shop.parent / "other")
    done = archive(other, 2024)
    assert done.file is not None
    assert done.file.name == archives[0].name
    shutil.copyfile(done.file, archives[0])

    assert "or this is another journal's archive" in bent(shop).message


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4096)])
def test_what_is_no_archive_any_more_is_named(
    shop: Path, archives: list[Path], content: bytes
) -> None:
    archives[1].write_bytes(content)

    found = bent(shop)

    assert (found.sequence, found.problem) == (23, "unreadable")
    assert f"{archives[1]}: this archive is damaged. Put it back from a backup." == found.message


def test_the_counter_opens_beside_a_bent_archive_and_nothing_is_read_from_it(
    shop: Path, archives: list[Path]
) -> None:
    archives[1].write_bytes(b"no database")

    with opened(shop) as profile, profile.locked(), profile.open_journal() as journal:
        assert journal.returned_so_far("x").lines == ()
        with pytest.raises(EnvironmentFault, match="are wanted, and lie in"):
            list(journal.read())


def test_a_journal_whose_beginning_was_deleted_is_bent(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop")
    execute(shop / "journal.db", REMOVE.format("<", 20))

    for deep in (False, True):
        assert (bent(shop, deep=deep).sequence, bent(shop, deep=deep).problem) == (1, "removed")


def test_more_taken_away_than_was_archived_is_bent(shop: Path) -> None:
    with closing(sqlite3.connect(shop / "journal.db")) as connection:
        (first,) = connection.execute("SELECT min(sequence) FROM events").fetchone()
    execute(shop / "journal.db", REMOVE.format("<", first + 5))

    assert bent(shop).sequence == first


@contextmanager
def forged(path: Path) -> Iterator[Callable[[dict[str, object]], None]]:
    """Appends an event as somebody does who has the file, but not the key."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(
            "SELECT sequence, hash, envelope FROM events ORDER BY sequence DESC LIMIT 1"
        ).fetchone()

        def append(changes: dict[str, object]) -> None:
            document = json.loads(row[2]) | {"sequence": row[0] + 1, "case_id": None} | changes
            text = json.dumps(document, sort_keys=True, separators=(",", ":"))
            own = link_hash(row[1], text.encode())
            cells = (row[0] + 1, row[1], own, text)
            connection.execute(
                "INSERT INTO events (sequence, previous_hash, hash, envelope) VALUES (?, ?, ?, ?)",
                cells,
            )
            connection.commit()

        yield append


def test_an_event_that_nobody_signed_vouches_for_no_archive(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop")
    path = shop / "journal.db"
    with closing(sqlite3.connect(path)) as connection:
        (last_hash,) = connection.execute("SELECT hash FROM events WHERE sequence = 19").fetchone()
        envelope = connection.execute("SELECT envelope FROM events WHERE sequence = 1").fetchone()
    begun = json.loads(envelope[0])
    key = begun["payload"]["public_key"]
    claim = {
        "file": "journal-1-19.db",
        "first": 1,
        "last": 19,
        "hash_before": "00" * 32,
        "last_hash": last_hash.hex(),
        "sha256": "ab" * 32,
    }
    writer = {
        "since": 1,
        "installation": begun["installation"],
        "terminal": begun["terminal"],
        "public_key": key,
    }
    payload = {"archives": [claim], "writers": [writer], "public_key": key}
    with forged(path) as append:
        append({"type": "journal_archived", "payload": payload})
    execute(path, "DELETE FROM events WHERE sequence < 20")

    found = bent(shop)

    assert (found.sequence, found.problem) == (1, "removed")
    assert "no signature vouches for the event that says they were archived" in found.message


def test_an_event_that_says_nonsense_of_archives_vouches_for_nothing(shop: Path) -> None:
    with forged(shop / "journal.db") as append:
        append({"type": "journal_archived", "payload": {"archives": [1], "writers": []}})

    assert (bent(shop).sequence, bent(shop).problem) == (1, "removed")


def test_anchors_inside_an_archive_are_still_checked(shop: Path, archives: list[Path]) -> None:
    with closing(sqlite3.connect(archives[0])) as connection:
        rows = connection.execute("SELECT sequence, lower(hex(hash)) FROM events").fetchall()
    hashes = {sequence: own[:8] for sequence, own in rows}
    with opened(shop) as profile, profile.read_journal() as journal:
        assert "slip: event 7" in journal.verify(slips=[f"7:{hashes[7]}"]).anchors
        assert "slip: event 7" in journal.verify(slips=[hashes[7]]).anchors
        assert journal.verify(slips=["7:00000000"]).bent is not None
        archives[0].unlink()
        assert journal.verify(slips=["7:00000000"]).bent is None
        last = max(hashes)
        assert f"slip: event {last}" in journal.verify(slips=[f"{last}:{hashes[last]}"]).anchors
        assert journal.verify(slips=[f"{last}:00000000"]).bent is None


def test_another_terminals_key_in_the_chain_is_found_where_archives_are_away(shop: Path) -> None:
    shutil.rmtree(shop / "archive")
    assert verified(shop).bent is None
    for path in (shop / "keys").glob("anchor*"):
        told = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(told | {"public_key": fixed_key().public_key}), encoding="utf-8")
    (shop / "journal.end").unlink(missing_ok=True)

    assert "another installation than the one with this key" in bent(shop).message
