"""`doctor` says what is wrong with an installation and how to mend it, and changes nothing."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.system import SystemClock
from returns_desk.application.ports import Json, NewEvent
from returns_desk.bootstrap import doctor
from returns_desk.bootstrap.commands import services
from returns_desk.cli.main import run_command_line

UNVERIFIED_OF_THE_DEMO = ("us-cooling-off-with-holidays", "mn-undisclosed-policy-to-judge")


class LateClock(SystemClock):
    """A clock that was a week ahead while it wrote."""

    def now(self) -> datetime:
        """A week from now."""
        return super().now() + timedelta(days=7)


def begun(folder: Path, *, late: bool = False) -> Path:
    """A demo profile with a journal of one event."""
    with Profile.demo(folder, pin_cost=PinCost(1, 8, 1)) as profile:
        profile.lock()
        zone = profile.configuration.store.zone
        clock = LateClock(zone) if late else None
        with profile.open_journal(clock=clock) as journal:
            journal.append(NewEvent("case_opened", {"number": 1}, case_id="c", operator="mara"))
    return folder


def examined(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[str]]]:
    """The exit code, and by check what each finding says: verdict and sentence."""
    code = run_command_line(["doctor", "--json", "--profile", str(folder)], services())
    document = json.loads(capsys.readouterr().out)
    assert document["healthy"] is (code == 0)
    found: dict[str, list[str]] = {}
    for each in document["findings"]:
        found.setdefault(each["check"], []).append(f"{each['verdict']}: {each['message']}")
    return code, found


def test_a_sound_installation_has_nothing_to_mend_and_its_recalled_law_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = examined(begun(tmp_path / "p"), capsys)

    assert code == 0
    assert list(found) == ["profile", "keys", "disk", "journal", "clock", "hub", "packs", "law"]
    assert "mark the paper receipts" in str(found["hub"])
    assert all(name in " ".join(found["law"]) for name in UNVERIFIED_OF_THE_DEMO)
    assert all(each.startswith("note: ") for each in found["law"])
    assert not any("'eu-" in each for each in found["law"])


def test_what_is_bad_is_counted_for_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command_line(["doctor", "--profile", str(tmp_path / "nowhere")], services())

    out = capsys.readouterr().out
    assert code == 1
    assert out.startswith("BAD   profile ")
    assert out.endswith("To mend: 1.\n")
    assert not (tmp_path / "nowhere").exists()


def test_a_profile_whose_desk_was_never_opened_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Profile.demo(tmp_path / "p", pin_cost=PinCost(1, 8, 1)):
        code, found = examined(tmp_path / "p", capsys)

    assert code == 0
    assert found["journal"][0].startswith("note: ")
    assert "Open the desk once" in found["journal"][0]


def test_a_bent_journal_is_bad_and_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = begun(tmp_path / "p") / "journal.db"
    bent = path.read_bytes().replace(b'"number":1', b'"number":7')
    path.write_bytes(bent)

    code, found = examined(tmp_path / "p", capsys)

    assert code == 1
    assert found["journal"][0].startswith("bad: ")
    assert b'"number":7' in path.read_bytes()


@pytest.mark.parametrize(
    ("hours", "said"), [(-1, "note: Past their time and not ended: 1."), (1, "")]
)
def test_promises_past_their_time_are_named_and_nothing_is_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hours: int, said: str
) -> None:
    with Profile.open(begun(tmp_path / "p")) as profile:
        profile.lock()
        due = profile.clock.now() + timedelta(hours=hours)
        told: dict[str, Json] = {"promise": "p-1", "case": 1, "due": due.isoformat()}
        words: dict[str, Json] = {"kind": "call_you", "channel": "phone", "who": "me"}
        with profile.open_journal() as journal:
            made = {**told, **words}
            journal.append(NewEvent("promise_made", made, case_id="c", operator="mara"))

    code, found = examined(tmp_path / "p", capsys)

    assert code == 0
    assert " ".join(found.get("promises", [])).startswith(said)
    assert ("promises" in found) is bool(said)


def test_a_clock_before_the_last_event_is_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = examined(begun(tmp_path / "p", late=True), capsys)

    assert code == 1
    assert found["clock"][0].startswith("bad: ")
    assert "put the clock right" in found["clock"][0]


def test_a_pack_that_can_not_be_used_is_bad_with_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = begun(tmp_path / "p")
    settings = folder / "config.toml"
    (folder / "own.toml").write_text("id = 7\n", encoding="utf-8")
    text = settings.read_text(encoding="utf-8")
    named = re.sub(r"^packs = .*$", 'packs = ["own.toml"]', text, flags=re.MULTILINE)
    assert named != text
    settings.write_text(named, encoding="utf-8")

    code, found = examined(folder, capsys)

    assert code == 1
    assert "own.toml" in found["packs"][0]


def test_a_full_disk_is_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 1 << 62)

    code, found = examined(begun(tmp_path / "p"), capsys)

    assert code == 1
    assert "make room" in found["disk"][0]


def test_personal_data_that_no_backup_could_hold_are_named_with_the_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = begun(tmp_path / "p")
    (folder / "people.db").write_text("junk")

    code, found = examined(folder, capsys)

    assert code == 1
    assert re.search(r"bad: .*people\.db: .* put the people\.db of the last", found["people"][0])
    words = ["journal", "backup", str(tmp_path / "kept"), "--profile", str(folder)]
    assert run_command_line(words, services()) == 1
    assert "Personal data are not in it." in capsys.readouterr().out


def test_a_journal_that_is_gone_is_bad_and_not_called_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = begun(tmp_path / "p")
    (folder / "journal.db").unlink()

    code, found = examined(folder, capsys)

    assert code == 1
    assert re.search(r"bad: .*the journal is gone; this terminal recorded \d+", found["journal"][0])


def test_the_key_of_another_terminal_is_bad_with_the_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, other = begun(tmp_path / "p"), begun(tmp_path / "other")
    key = Path("keys", "terminal_ed25519.pem")
    (folder / key).write_bytes((other / key).read_bytes())

    code, found = examined(folder, capsys)

    assert code == 1
    assert re.search("bad: .*Put that one back from the backup of the keys", found["keys"][0])
    assert "bad: This journal is not signed with this terminal's key" in found["journal"][0]


def test_guards_that_were_taken_away_are_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = begun(tmp_path / "p")
    with closing(sqlite3.connect(folder / "journal.db")) as stranger:
        stranger.execute("DROP TRIGGER events_never_change")

    code, found = examined(folder, capsys)

    assert code == 1
    assert "bad: The guards of the journal were taken away" in found["journal"][0]
