"""`journal verify` with slips and old backups of what a manager answered for: told, no alarm."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from adapters.keeping.keeping_kit import begun_profile
from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.commands import services
from support.command_lines import Ran, ran
from support.lost_ends import PINS, REASON, answered, cut_off, people_of, recorded

if TYPE_CHECKING:
    from pathlib import Path

    from support.command_lines import Run


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop whose journal lost events 5 and 6; no start has named it yet."""
    whole = begun_profile(tmp_path / "whole", cases=1)
    people_of(whole)
    return cut_off(whole, tmp_path / "shop")


@pytest.fixture
def run(shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_words(*words: str, pin: str = "", profile: Path | None = None) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{pin}\n"))
        return ran(capsys, services(), "journal", *words, "--profile", profile or shop)

    return run_words


def slip_of(shop: Path, event: int) -> str:
    """The anchor of an event as a slip has it."""
    with Profile.open(shop) as profile, profile.read_journal() as journal:
        found = next(journal.read(after=event - 1))
    return f"{event}:{found.hash[:8]}"


@pytest.mark.parametrize(("event", "from_sign"), [(5, 0), (6, 0), (6, 2)])
def test_a_slip_of_what_was_answered_for_is_told_and_accuses_nobody(
    run: Run, tmp_path: Path, event: int, from_sign: int
) -> None:
    slip = slip_of(tmp_path / "whole", event)
    answered(run)

    code, out, _ = run("verify", "--anchor", slip[from_sign:])

    assert code == 0
    assert f"The slip remembers event {event}, which is gone; lind answered for it." in out


def test_before_the_answer_a_slip_of_what_is_gone_is_an_alarm(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    with Profile.open(shop) as profile, profile.locked():
        profile.open_journal().close()

    assert run("verify", "--anchor", slip_of(tmp_path / "whole", 5)).code == 1


@pytest.mark.parametrize("slip", ["6:deadbeef", "3:deadbeef", "99:deadbeef", "deadbeef"])
def test_a_slip_of_another_event_than_was_answered_for_stays_an_alarm(run: Run, slip: str) -> None:
    answered(run)

    code, out, _ = run("verify", "--anchor", slip)

    assert code == 1
    assert "does not verify" in out
    assert "The slip remembers event 5, which is gone" not in out


def test_one_slip_that_was_answered_for_hides_no_other(run: Run, tmp_path: Path) -> None:
    answered(run)
    gone = slip_of(tmp_path / "whole", 5)

    code, out, _ = run("verify", "--anchor", gone, "--anchor", "3:deadbeef")

    assert code == 1
    assert "was changed, with all that follow: the slip does not fit" in out


def test_a_slip_of_what_bears_a_lost_number_now_still_vouches(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    answered(run)
    gone, now = (slip_of(each, 5) for each in (tmp_path / "whole", shop))

    code, out, _ = run("verify", "--anchor", gone, "--anchor", now)

    assert code == 0
    assert "slip: event 5" in out
    assert out.count("The slip remembers event 5, which is gone") == 1


def test_an_answer_for_which_nothing_outside_vouches_silences_no_slip(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    """As it is where somebody cut the end off and wrote loss and answer without the key."""
    answered(run)
    slip = slip_of(tmp_path / "whole", 5)
    with closing(sqlite3.connect(shop / "journal.db")) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM events WHERE sequence > 6")
        for _, sql in guards:
            connection.execute(sql)
        connection.commit()
    (shop / "keys" / "anchor.json").unlink()
    (shop / "journal.end").unlink(missing_ok=True)

    assert recorded(shop)[-1] == "journal_loss_answered"
    assert run("verify").code == 0
    assert run("verify", "--anchor", slip).code == 1


def test_an_old_backup_that_a_person_names_is_told_once_somebody_answered(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole, kept = begun_profile(tmp_path / "whole", cases=1), tmp_path / "kept"
    people_of(whole)
    shop = cut_off(whole, tmp_path / "shop", kept)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PINS['lind']}\n"))
    (manifest,) = kept.rglob("journal/*/manifest.json")
    words = ("answer-loss", "--by", "lind", "--reason", REASON, "--pin-stdin")
    verify = ("verify", "--anchor", manifest)

    before = ran(capsys, services(), "journal", *verify, "--profile", shop)
    done = ran(capsys, services(), "journal", *words, "--profile", shop)
    after = ran(capsys, services(), "journal", *verify, "--profile", shop)

    assert (before.code, done.code, after.code) == (1, 0, 0)
    assert "remembers event 6, which is gone; lind answered for it." in after.out
