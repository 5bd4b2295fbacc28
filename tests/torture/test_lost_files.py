"""Files of the journal are gone, emptied or another's: a sentence, and nothing is changed.

Where the log alone is gone, the counter goes on and says which entries are missing.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from journeys.real_program import fingerprint
from returns_desk.adapters.profile import Profile
from returns_desk.application.missing_end import MISSING_END
from torture.cut_off_shop import (
    JOURNAL,
    LOG,
    LOG_INDEX,
    RECEIPTS,
    CutOff,
    Start,
    cut_off_in_work,
    start,
)
from torture.test_killed_anywhere import Killing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = (JOURNAL, LOG, LOG_INDEX)


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> CutOff:
    """A desk cut off on its second day, with entries in the file and in the log."""
    folder = tmp_path_factory.mktemp("cut_off")
    return cut_off_in_work(folder, closed=1, folded=1, after=1, steps=4)


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> CutOff:
    """A desk cut off on its first day: everything is in the log, and no anchor was written."""
    folder = tmp_path_factory.mktemp("first_day")
    return cut_off_in_work(folder, closed=0, folded=0, after=1, steps=4)


def without(cut: CutOff, folder: Path, *names: str) -> Path:
    shop = cut.copied(folder)
    for name in names:
        (shop / name).unlink()
    return shop


def check_loss(cut: CutOff, found: Start, kept: int) -> None:
    assert found.refused == ""
    assert found.notices == (MISSING_END,)
    assert found.missing == ((kept + 1, max(cut.events)),)
    assert {each: own for each, own in cut.events.items() if each <= kept}.items() <= (
        found.kept.items()
    )


@pytest.mark.parametrize("names", [(LOG,), (LOG, LOG_INDEX)])
def test_with_the_log_gone_the_counter_goes_on_and_names_what_is_missing(
    cut: CutOff, tmp_path: Path, names: tuple[str, ...]
) -> None:
    found = start(without(cut, tmp_path / "shop", *names))

    check_loss(cut, found, cut.folded)
    assert found.verified is not None
    assert found.verified.bent is not None
    assert "are gone" in found.verified.bent.message


def test_the_loss_is_said_once_and_stays_proved(cut: CutOff, tmp_path: Path) -> None:
    shop = without(cut, tmp_path / "shop", LOG, LOG_INDEX)
    first = start(shop)

    again = start(shop, RECEIPTS[-2])

    assert first.notices == (MISSING_END,)
    assert (again.refused, again.notices, again.missing) == ("", (), first.missing)
    assert again.verified is not None
    assert again.verified.bent is not None


def test_the_index_of_the_log_is_made_again(cut: CutOff, tmp_path: Path) -> None:
    found = start(without(cut, tmp_path / "shop", LOG_INDEX))

    assert (found.refused, found.notices) == ("", ())
    assert cut.events.items() <= found.kept.items()
    assert found.verified is not None
    assert found.verified.bent is None


def test_on_the_first_day_too_what_is_gone_is_named(first_day: CutOff, tmp_path: Path) -> None:
    found = start(without(first_day, tmp_path / "shop", LOG, LOG_INDEX))

    check_loss(first_day, found, 1)


def emptied(shop: Path) -> None:
    (shop / JOURNAL).write_bytes(b"")


def gone(shop: Path) -> None:
    for name in FILES:
        (shop / name).unlink()


def a_folder(shop: Path) -> None:
    gone(shop)
    (shop / JOURNAL).mkdir()


def cut_after_its_header(shop: Path) -> None:
    (shop / LOG).unlink()
    (shop / JOURNAL).write_bytes((shop / JOURNAL).read_bytes()[:100])


@pytest.mark.parametrize(
    ("lose", "fact"),
    [
        pytest.param(emptied, "is empty; this terminal recorded", id="emptied"),
        pytest.param(gone, "is gone; this terminal recorded", id="gone"),
        pytest.param(a_folder, "a folder lies here", id="a folder"),
        pytest.param(cut_after_its_header, "damaged", id="header only"),
    ],
)
@pytest.mark.parametrize("day", ["cut", "first_day"])
def test_a_journal_that_is_not_there_is_refused_and_put_back_is_whole(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    day: str,
    lose: Callable[[Path], None],
    fact: str,
) -> None:
    cut: CutOff = request.getfixturevalue(day)
    shop = cut.copied(tmp_path / "shop")
    lose(shop)
    before = files_of(shop)

    found = start(shop)

    assert fact in found.refused
    assert str(shop / JOURNAL) in found.refused
    assert before.items() <= files_of(shop).items()
    check_whole_with_own_files(cut, shop)


def files_of(shop: Path) -> dict[str, object]:
    """What is there, but for what names the process that looked and what SQLite makes again."""
    log = shop / LOG
    kept = {LOG: log.read_bytes()} if log.exists() else {}
    return {**fingerprint(shop), **kept, "profile.lock": ""}


def check_whole_with_own_files(cut: CutOff, shop: Path) -> None:
    if (shop / JOURNAL).is_dir():
        (shop / JOURNAL).rmdir()
    for name in FILES:
        shutil.copy(cut.folder / name, shop / name)
    found = start(shop)
    assert (found.refused, found.notices) == ("", ())
    assert cut.events.items() <= found.kept.items()


@pytest.mark.parametrize("names", [(LOG,), (JOURNAL, LOG)])
def test_files_of_another_journal_are_refused_and_nothing_is_folded_into_ours(
    cut: CutOff, first_day: CutOff, tmp_path: Path, names: tuple[str, ...]
) -> None:
    shop = without(cut, tmp_path / "shop", LOG_INDEX)
    for name in names:
        shutil.copy(first_day.folder / name, shop / name)
    before = {name: (shop / name).read_bytes() for name in (JOURNAL, LOG)}

    found = start(shop)

    assert "another installation" in found.refused
    assert {name: (shop / name).read_bytes() for name in before} == before
    check_whole_with_own_files(cut, shop)


def test_a_killed_desk_whose_log_is_taken_away_is_known_by_what_it_acknowledged(
    tmp_path: Path,
) -> None:
    with closing(Killing(tmp_path, 7)) as killing:
        while len(killing.acknowledged) < 20:
            killing.kill_a_desk()
            killing.check()
        last = max(killing.acknowledged)
        for name in (LOG, LOG_INDEX):
            (tmp_path / "profile" / name).unlink(missing_ok=True)

        with (
            Profile.open(tmp_path / "profile") as profile,
            profile.locked(),
            profile.open_journal() as journal,
        ):
            (loss,) = journal.read(types=(MISSING_END,))
            found = journal.verify()

    assert loss.payload["last"] == last
    assert found.bent is not None
