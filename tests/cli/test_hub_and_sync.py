"""`hub` and `sync` as an administrator and a clerk's till run them, on a real server."""

import io
import json
from pathlib import Path

import pytest

from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration, write_configuration
from returns_desk.adapters.sync_configuration import SyncConfiguration
from returns_desk.bootstrap.commands import services
from support.command_lines import Ran, ran
from support.hub_server import HubServer, hub_server
from support.hub_terminals import record

__all__ = ["hub_server"]

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def till(tmp_path: Path) -> Profile:
    """A terminal with a journal, and no hub yet."""
    profile = Profile.open(tmp_path / "till", create=demo_configuration(demo=False))
    record(profile, 5)
    return profile


def enrolled(capsys: Capsys, dsn: str, told: dict[str, str]) -> Ran:
    words = ["--installation", told["installation"], "--public-key", told["public_key"]]
    return ran(capsys, services(), "hub", "enrol", dsn, told["terminal"], *words, "--json")


def configure(till: Profile, dsn: str) -> None:
    made = till.configuration.model_copy(update={"sync": SyncConfiguration(dsn=dsn)})
    write_configuration(till.directory / "config.toml", made)


def test_from_an_empty_database_to_all_sent(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, hub_server: HubServer, till: Profile
) -> None:
    database = hub_server.new_database()
    admin, profile = hub_server.dsn(database), ("--profile", till.directory)
    run = services()

    assert ran(capsys, run, "hub", "check", admin).code == 1
    assert ran(capsys, run, "hub", "init", admin).out == "The hub is ready.\n"
    assert ran(capsys, run, "hub", "init", admin).out == "The hub is up to date already.\n"
    assert ran(capsys, run, "hub", "upgrade", admin, "--json").json == {"steps": 0}

    status = ran(capsys, run, "sync", "--status", "--json", *profile)
    assert (status.code, status.json["state"]) == (0, "not_set_up")
    made = enrolled(capsys, admin, status.json).json
    configure(till, hub_server.dsn(database, made["role"]))
    monkeypatch.setattr("sys.stdin", io.StringIO(made["password"] + "\n"))
    kept = ran(capsys, run, "sync", "password", *profile)
    assert made["password"] not in kept.out
    assert (till.directory / "keys" / "hub.pgpass").stat().st_mode & 0o077 == 0

    waiting = ran(capsys, run, "sync", "--status", *profile)
    assert " waiting since " in waiting.out
    assert status.json["public_key"] in waiting.out
    assert ran(capsys, run, "sync", "--once", *profile).out == "All sent.\n"
    assert ran(capsys, run, "sync", *profile, "--json").json["waiting"] == 0

    assert ran(capsys, run, "hub", "revoke", admin, "07", "--json").json == {"revoked": 1}
    refused = ran(capsys, run, "sync", *profile)
    assert (refused.code, refused.out) == (2, "")
    assert "lets this terminal in no more" in refused.err
    assert ran(capsys, run, "sync", "--status", *profile).code == 1
    problems = ran(capsys, run, "hub", "check", admin, "--json").json["problems"]
    assert len(problems) == 1


def test_words_for_people(capsys: Capsys, hub_server: HubServer, till: Profile) -> None:
    admin = hub_server.dsn(hub_server.new_database())
    told = till.configuration
    words = ["--installation", told.installation, "--public-key", till.terminal_key.public_key]
    ran(capsys, services(), "hub", "init", admin, "--json")

    made = ran(capsys, services(), "hub", "enrol", admin, "07", *words)
    by_certificate = ran(capsys, services(), "hub", "enrol", admin, "07", *words, "--certificate")
    shut = ran(capsys, services(), "hub", "revoke", admin, "07")

    assert "Password, shown this once: " in made.out
    assert "Password" not in by_certificate.out
    assert shut.out == "Terminal 07 is shut out; its events stay.\n"


def test_no_hub_says_how_to_set_one_up(capsys: Capsys, till: Profile) -> None:
    asked = ran(capsys, services(), "sync", "--profile", till.directory)

    assert asked.code == 2
    assert "[sync]" in asked.err


def test_a_journal_of_nobody_yet_waits_for_nothing(capsys: Capsys, tmp_path: Path) -> None:
    profile = Profile.open(tmp_path / "new", create=demo_configuration(demo=False))

    status = ran(capsys, services(), "sync", "--status", "--json", "--profile", profile.directory)

    assert json.loads(status.out)["waiting"] == 0


def test_a_till_without_a_network_brings_a_file(
    capsys: Capsys, hub_server: HubServer, till: Profile, tmp_path: Path
) -> None:
    admin = hub_server.dsn(hub_server.new_database())
    profile, run, path = ("--profile", till.directory), services(), tmp_path / "segments.jsonl"
    ran(capsys, run, "hub", "init", admin)
    enrolled(capsys, admin, ran(capsys, run, "sync", "--status", "--json", *profile).json)

    written = ran(capsys, run, "sync", "export", path, *profile)
    assert written.out.startswith("Events 1 to ")
    last = written.out.split()[3]
    assert f"--after {last}'" in written.out
    taken = ran(capsys, run, "sync", "import", path, "--hub", admin)
    assert taken.out == f"Terminal 07: {last} new; the hub has its events up to {last}.\n"
    again = ran(capsys, run, "sync", "import", path, "--hub", admin, "--json")
    assert (again.json["added"], again.json["reached"]) == (0, int(last))

    nothing = tmp_path / "nothing.jsonl"
    empty = ran(capsys, run, "sync", "export", nothing, "--after", last, *profile)
    assert empty.out == f"Nothing waits; {nothing} holds no event.\n"
    some = ran(capsys, run, "sync", "export", tmp_path / "2", "--after", 2, *profile, "--json")
    assert some.json == {"first": 3, "last": int(last)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export"], "sync export FILE"),
        (["import", "--hub", "dbname=x"], "sync import FILE"),
        (["import", "a"], "--hub DSN"),
        (["export", "a", "--hub", "dbname=x"], "--hub DSN"),
        (["export", "a", "--after", "-1"], "--after N"),
        (["--after", "3"], "--after N"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(
    capsys: Capsys, till: Profile, words: list[str], said: str
) -> None:
    refused = ran(capsys, services(), "sync", *words, "--profile", till.directory)

    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert refused.err.count("\n") == 1
