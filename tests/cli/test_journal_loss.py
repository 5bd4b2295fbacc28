"""`journal answer-loss`: after a power cut took entries, a manager's answer ends the alarm."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from adapters.keeping.keeping_kit import add_cases, backed_up, begun_profile
from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.commands import services
from support.command_lines import Ran, ran
from support.lost_ends import PINS, REASON, answered, cut_off, people_of, recorded
from support.published_cards import PUBLISHED

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


def test_an_answer_by_a_manager_ends_the_alarm_and_is_told_for_ever(run: Run, shop: Path) -> None:
    with Profile.open(shop) as profile:
        add_cases(profile, "case-10")
    before = run("verify")

    done = answered(run)
    after = run("verify", "--deep")

    assert before.code == 1
    assert "a manager can answer for it with 'returns-desk journal answer-loss'" in before.out
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("lind answers for events 5 to 6, which are gone.")
    assert after.code == 0
    assert f"lind answered for it in event {len(recorded(shop)) - 1}: {REASON}" in after.out


def test_a_loss_that_no_start_has_named_yet_is_named_and_answered(run: Run, shop: Path) -> None:
    assert answered(run).code == 0

    assert recorded(shop)[-3:-1] == ["journal_end_missing", "journal_loss_answered"]
    assert run("verify").code == 0


def test_after_it_the_next_loss_is_noticed_as_the_first_was(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    answered(run)

    again = cut_off(shop, tmp_path / "again")
    with Profile.open(again) as profile, profile.locked():
        profile.open_journal().close()

    code, out, _ = run("verify", profile=again)
    assert code == 1
    assert "lind answered for it" in out
    assert out.count("a manager can answer for it") == 1


def test_the_pin_is_typed_once_where_a_person_sits_there(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PINS["lind"]

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", typed)
    words = ("journal", "answer-loss", "--by", "lind", "--reason", REASON)

    done = ran(capsys, services(), *words, "--profile", shop)

    assert (done.code, asked) == (0, ["PIN: "])


@pytest.mark.parametrize(
    ("by", "reason", "pin", "said"),
    [
        ("mara", REASON, "", "It takes a manager."),
        ("lind", REASON, "111111", "That PIN isn't right."),
        ("lind", "  ", "", "Give a reason"),
        ("nobody", REASON, "1", "That PIN isn't right."),
    ],
)
def test_what_is_no_answer_changes_no_verdict(
    run: Run, shop: Path, by: str, reason: str, pin: str, said: str
) -> None:
    code, out, err = answered(run, by, reason, pin)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert "journal_loss_answered" not in recorded(shop)
    assert run("verify").code == 1


def test_a_whole_journal_has_nothing_to_answer_for(run: Run, shop: Path) -> None:
    answered(run)

    code, _, err = answered(run)

    assert (code, err.count("\n")) == (2, 1)
    assert "nothing is missing at the end of this journal" in err
    assert recorded(shop).count("journal_loss_answered") == 1


def test_another_fault_can_not_be_answered_for(run: Run, shop: Path) -> None:
    with Profile.open(shop) as profile, profile.locked():
        profile.open_journal().close()
    with closing(sqlite3.connect(shop / "journal.db")) as connection:
        connection.execute("DROP TRIGGER events_never_change")
        connection.execute(
            "UPDATE events SET envelope = replace(envelope, 'mara', 'mora') WHERE sequence = 2"
        )
        connection.commit()

    code, _, err = answered(run)

    assert code == 2
    assert "Event 2 was changed" in err
    assert "Nobody can answer for that" in err
    assert run("verify").code == 1


def test_a_card_number_in_a_reason_is_cut(run: Run, shop: Path) -> None:
    number = next(iter(PUBLISHED))

    assert answered(run, reason=f"Paid with {number} that day").code == 0

    every = b"".join(each.read_bytes() for each in shop.rglob("*") if each.is_file())
    assert number.encode() not in every


def test_a_backup_that_holds_what_is_gone_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole, kept = begun_profile(tmp_path / "whole", cases=1), tmp_path / "kept"
    people_of(whole)
    settings = whole / "config.toml"
    table = f'\n[backup]\nfolder = "{kept}"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + table, encoding="utf-8")
    shop = cut_off(whole, tmp_path / "shop", kept)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PINS['lind']}\n"))
    words = ("answer-loss", "--by", "lind", "--reason", REASON, "--pin-stdin")

    done = ran(capsys, services(), "journal", *words, "--profile", shop)
    named = ran(capsys, services(), "journal", "verify", "--profile", shop)
    backed_up(shop, kept)
    after = ran(capsys, services(), "journal", "verify", "--profile", shop)

    assert done.code == 0
    assert "holds events up to 6: 'journal restore' would bring them back" in done.out
    assert (named.code, after.code) == (1, 0)


def test_an_answer_that_was_cut_off_before_the_proof_went_is_finished_by_the_next(
    run: Run, shop: Path
) -> None:
    anchor = shop / "keys" / "anchor.json"
    with Profile.open(shop) as profile, profile.locked():
        profile.open_journal().close()
    proof = anchor.read_bytes()
    answered(run)
    anchor.write_bytes(proof)
    (shop / "journal.end").unlink(missing_ok=True)
    assert run("verify").code == 1

    assert answered(run).code == 0

    assert run("verify").code == 0
    assert recorded(shop).count("journal_loss_answered") == 1


def test_as_json_it_has_fixed_keys(run: Run) -> None:
    words = ("answer-loss", "--by", "lind", "--reason", REASON, "--pin-stdin", "--json")

    told = run(*words, pin=PINS["lind"]).json

    assert told == {"first": 5, "last": 6, "by": "lind", "in_backup": 0}
