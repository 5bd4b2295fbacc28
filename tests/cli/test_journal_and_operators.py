"""`journal` and `operators` on a real profile: results, exit codes, one line for each mistake."""

import io
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from returns_desk.adapters.keeping.keeping_access import KeepingAccess
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_access import OperatorsAccess
from returns_desk.cli.context import Services
from returns_desk.cli.main import run_command_line
from support.command_lines import (
    Ran,
    Run,
    named_journal,
    named_profile,
    ran,
    services_of,
    shop_with_a_case,
)


def services() -> Services:
    return services_of(
        journal=named_journal,
        operators=lambda folder: OperatorsAccess(named_profile(folder)),
        more={"keeping": lambda folder: KeepingAccess(named_profile(folder).directory)},
    )


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return shop_with_a_case(tmp_path)


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: str) -> Ran:
        return ran(capsys, services(), *words, "--profile", profile)

    return run_words


def bend(profile: Path, statements: Sequence[str]) -> None:
    with closing(sqlite3.connect(profile / "journal.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("deep", [[], ["--deep"]])
def test_a_good_journal_is_said_to_be_good(run: Run, deep: list[str]) -> None:
    code, out, err = run("journal", "verify", *deep)

    assert code == 0
    assert out.splitlines()[0] == "4 events: all as they were recorded."
    assert "Vouched for up to event 4 (signed checkpoint: event 3; keystore: event 4)." in out
    assert err == ""


def test_verification_as_json_has_fixed_keys(run: Run) -> None:
    code, out, _ = run("journal", "verify", "--json")

    assert code == 0
    assert json.loads(out) == {
        "verifies": True,
        "events": 4,
        "bent": None,
        "vouched_to": 4,
        "anchors": ["signed checkpoint: event 3", "keystore: event 4"],
        "warnings": [],
        "away_to": 0,
    }


def test_a_bent_journal_exits_with_1_and_names_the_event(run: Run, profile: Path) -> None:
    bend(profile, ["DROP TRIGGER events_never_go", "DELETE FROM events WHERE sequence = 3"])

    code, out, _ = run("journal", "verify")
    as_json = json.loads(run("journal", "verify", "--json")[1])
    rebuilt = run("journal", "rebuild")[0]

    assert code == rebuilt == 1
    assert "does not verify. Event 3 was removed." in out
    assert as_json["bent"] == {
        "sequence": 3,
        "problem": "removed",
        "message": "Event 3 was removed.",
    }


def test_a_slips_anchor_is_compared(run: Run) -> None:
    last = json.loads(run("journal", "export")[1].splitlines()[-1])

    fits = run("journal", "verify", "--anchor", last["hash"][:8])
    foreign = run("journal", "verify", "--anchor", "4:00000000")
    mistyped = run("journal", "verify", "--anchor", "seven")

    assert fits[0] == 0
    assert "slip: event 4" in fits[1]
    assert foreign[0] == 1
    assert mistyped[0] == 2
    assert "eight characters" in mistyped[2]


def test_rebuilding_mends_the_tables(run: Run, profile: Path) -> None:
    bend(profile, ["UPDATE cases SET number = 9"])
    bad = run("journal", "verify", "--deep")

    code, _, err = run("journal", "rebuild")

    assert bad[0] == 1
    assert "journal rebuild" in bad[1]
    assert (code, err) == (0, "")
    assert run("journal", "verify", "--deep")[0] == 0


def test_every_event_is_exported_as_one_line(run: Run) -> None:
    code, out, _ = run("journal", "export", "--json")

    events = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [each["sequence"] for each in events] == [1, 2, 3, 4]
    assert events[1]["payload"] == {"number": 1}
    assert events[1]["at"].endswith(("-06:00", "-05:00"))


def test_reading_goes_on_beside_a_running_desk_and_writing_is_refused(
    run: Run, profile: Path
) -> None:
    with Profile.open(profile) as desk:
        desk.lock()
        with desk.open_journal():
            verified = run("journal", "verify")
            listed = run("operators", "list")
            rebuilt = run("journal", "rebuild")

    assert (verified[0], listed[0], rebuilt[0]) == (0, 0, 2)
    assert "has this profile open since" in rebuilt[2]
    assert rebuilt[2].count("\n") == 1


def test_without_a_profile_one_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command_line(["--profile", str(tmp_path / "no"), "journal", "verify"], services())

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_operators_are_listed(run: Run) -> None:
    _, out, _ = run("operators", "list")
    as_json = json.loads(run("operators", "list", "--json")[1])

    assert out.splitlines()[0] == "lind  manager     J. Lind"
    assert as_json["operators"][1] == {
        "id": "mara",
        "name": "Mara K.",
        "role": "clerk",
        "customer": None,
    }


def test_a_person_is_added_with_a_pin_from_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("518274\n"))

    code, out, err = run(
        "operators", "add", "ode", "--name", "O. De", "--role", "manager", "--pin-stdin"
    )

    assert (code, out, err) == (0, "O. De may sign in now.\n", "")
    assert "ode" in run("operators", "list")[1]


def test_a_weak_pin_is_refused_and_never_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("123456\n"))

    code, out, err = run(
        "operators", "add", "ode", "--name", "O. De", "--role", "clerk", "--pin-stdin"
    )

    assert (code, out) == (2, "")
    assert "123456" not in err
    assert "Choose another" in err


def test_a_pin_typed_twice_must_be_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["518274", "518275", "518274", "518274"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    words = ("operators", "add", "ode", "--name", "O. De", "--role", "clerk", "--json")

    differing, same = run(*words), run(*words)

    assert (differing[0], same[0]) == (2, 0)
    assert json.loads(same[1])["id"] == "ode"


def test_without_a_terminal_a_pin_is_not_waited_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    code, _, err = run("operators", "add", "ode", "--name", "O. De", "--role", "clerk")

    assert code == 2
    assert "--pin-stdin" in err


def test_badges_are_made_and_made_worthless(run: Run) -> None:
    made = run("operators", "badge", "mara")
    revoked = run("operators", "badge", "mara", "--revoke")

    assert made[1].startswith("RDB-")
    assert (made[0], revoked[0]) == (0, 0)


def test_a_disabled_person_is_listed_no_more(run: Run) -> None:
    assert run("operators", "disable", "tom")[0] == 0
    assert "tom" not in run("operators", "list")[1]
    assert run("operators", "disable", "nobody")[0] == 2


def journaled(profile: Path, event_type: str) -> dict[str, object]:
    with Profile.open(profile).read_journal() as journal:
        return dict(list(journal.read(types=(event_type,)))[-1].payload)


def test_every_change_of_people_is_journaled(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("operators", "change", "mara", "--name", "Mara Kask").out == (
        "mara is Mara Kask, clerk.\n"
    )
    assert journaled(profile, "operator_changed")["changed"] == ["name"]
    run("operators", "change", "mara", "--role", "supervisor", "--customer", "C-5", "--json")
    assert journaled(profile, "operator_changed")["role_before"] == "clerk"

    monkeypatch.setattr("sys.stdin", io.StringIO("518274\n"))
    assert run("operators", "pin", "mara", "--pin-stdin").code == 0
    assert journaled(profile, "operator_changed")["changed"] == ["pin"]

    run("operators", "disable", "tom")
    assert journaled(profile, "operator_disabled") == {"person": "tom", "at": "command_line"}
    assert run("operators", "enable", "tom").out == "tom may sign in again.\n"

    mark = run("operators", "badge", "tom", "--json").json["mark"]
    assert journaled(profile, "badge_issued")["badge"] == mark
    assert f"badges: {mark}" in run("operators", "list").out
    assert run("operators", "badge", "tom", "--revoke", mark).code == 0
    assert journaled(profile, "badges_revoked")["badges"] == [mark]
    assert run("operators", "badge", "tom", "--revoke", mark).code == 2
    assert run("journal", "verify", "--deep").code == 0


def test_those_who_sign_in_no_more_are_listed_where_all_are_asked_for(run: Run) -> None:
    run("operators", "disable", "tom")

    everyone = run("operators", "list", "--all", "--json").json["operators"]

    assert {each["id"]: each["disabled"] for each in everyone}["tom"] is True
    assert "Tom B.  (signs in no more)" in run("operators", "list", "--all").out


def test_a_change_says_what_changes_and_of_whom(run: Run) -> None:
    nothing, nobody = (
        run("operators", "change", "mara"),
        run("operators", "change", "nobody", "--name", "N"),
    )

    assert (nothing.code, nobody.code) == (2, 2)
    assert "--name, --role or --customer" in nothing.err
    assert "lind, mara, tom" in nobody.err
