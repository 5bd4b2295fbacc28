"""Segments in a file: a counter without a network brings its journal to the hub by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.hub import schema
from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.hub_terminals import Hub, chain_of, enrol, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.hub_server import HubServer

    Terminals = Callable[..., Profile]

EVENTS = 450
"""More than two segments."""


def exported(profile: Profile, folder: Path, after: int | None = None) -> Path:
    """A new file of that terminal."""
    path = folder / f"segments-{len(list(folder.glob('segments-*')))}.jsonl"
    SyncAccess(profile).export(path, after)
    return path


def lines_of(path: Path) -> list[dict[str, Any]]:
    """What stands in a file."""
    return [json.loads(each) for each in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, lines: list[dict[str, Any]]) -> Path:
    """Change a file."""
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    return path


def refused(hub: Hub, path: Path) -> str:
    """The hub's administrator is told why; in one line."""
    with pytest.raises(OperatorMistake) as told:
        hub.access.take_in(path)
    assert "\n" not in told.value.message
    return told.value.message


def test_a_journal_comes_by_hand_whole_and_in_order(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    profile = terminal_of(hub, events=EVENTS)
    seen: list[int] = []

    taken = hub.access.take_in(exported(profile, tmp_path), lambda done, _: seen.append(done))

    chain = chain_of(profile)
    assert hub.events_of(profile) == chain
    assert (taken.added, taken.reached) == (len(chain), len(chain))
    assert len(seen) > 2
    # Chains and signatures are right; that a power cut may cost the tests' server something is so.
    assert [each for each in hub.access.check() if "fsync" not in each] == []


def test_a_file_brought_twice_is_there_once(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    profile = terminal_of(hub)
    path = exported(profile, tmp_path)

    first, second = hub.access.take_in(path), hub.access.take_in(path)

    assert (second.added, second.reached) == (0, first.reached)
    assert hub.events_of(profile) == chain_of(profile)


def test_by_hand_and_over_the_network_go_on_from_one_another(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    profile = terminal_of(hub)
    SyncAccess(profile).once()
    record(profile, 3)
    path = exported(profile, tmp_path)  # from what the hub confirmed
    assert len(lines_of(path)) == 2

    assert hub.access.take_in(path).added == 4  # and one that the sending itself does not make
    record(profile, 3)
    assert SyncAccess(profile).once().state == "all_sent"

    assert hub.events_of(profile) == chain_of(profile)


def test_after_an_event_only_what_follows_is_written(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    profile = terminal_of(hub)
    reached = hub.access.take_in(exported(profile, tmp_path)).reached
    record(profile, 2)

    late = exported(profile, tmp_path, reached + 1)

    assert f"--after {reached}" in refused(hub, late)
    assert hub.access.take_in(exported(profile, tmp_path, reached)).reached == len(
        chain_of(profile)
    )


def test_where_nothing_waits_the_file_holds_nothing(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    profile = terminal_of(hub)
    SyncAccess(profile).once()
    path = tmp_path / "segments-0.jsonl"

    written = SyncAccess(profile).export(path, len(chain_of(profile)))

    assert (written.first, written.last) == (0, 0)
    assert hub.access.take_in(path).added == 0


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("event", "does not follow"),
        ("signature", "not signed by terminal 07"),
        ("hash", "not signed by terminal 07"),
        ("cut", "line 3"),
        ("longer", "line 3"),
        ("head", "no file of 'returns-desk sync export'"),
        ("form", "newer version"),
        ("nobody", "Enrol it first"),
    ],
)
def test_a_file_that_was_changed_is_refused_with_its_place(
    hub: Hub, terminal_of: Terminals, tmp_path: Path, harm: str, said: str
) -> None:
    profile = terminal_of(hub, events=EVENTS)
    path = exported(profile, tmp_path)
    head, first, second, *rest = lines_of(path)
    if harm == "event":
        second["envelopes"] = [str(each).replace("note", "nota") for each in second["envelopes"]]
    elif harm == "signature":
        second["signature"] = first["signature"]
    elif harm == "hash":
        second["hashes"] = [*second["hashes"][:-1], "0" * 64]
    elif harm == "longer":
        second["envelopes"] = [*second["envelopes"], "{}"]
    elif harm == "head":
        head = {"terminal": "07"}
    elif harm == "form":
        head = {**head, "returns_desk_segments": 2}
    elif harm == "nobody":
        head = {**head, "installation": "0" * 32}
    write(path, [head, first, second, *rest])
    if harm == "cut":
        path.write_bytes(path.read_bytes()[: len(json.dumps(head)) + len(json.dumps(first)) + 50])

    assert said in refused(hub, path)

    # What came before the harm is there, and the file as it was is taken in whole.
    there = hub.events_of(profile)
    assert there == chain_of(profile)[: len(there)]
    hub.access.take_in(exported(profile, tmp_path))
    assert hub.events_of(profile) == chain_of(profile)


def test_a_terminal_that_was_shut_out_stays_out(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    profile = terminal_of(hub)
    hub.access.revoke("07")

    assert "was shut out" in refused(hub, exported(profile, tmp_path))
    assert hub.events_of(profile) == []


def test_a_terminal_that_never_had_a_network_needs_no_hub_to_export(
    hub: Hub, tmp_path: Path
) -> None:
    profile = Profile.open(tmp_path / "till", create=demo_configuration(demo=False))
    record(profile, 5)
    path = exported(profile, tmp_path)
    enrol(hub, profile)

    assert hub.access.take_in(path).reached == len(chain_of(profile))


def test_a_file_that_is_there_is_not_written_over(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    profile = terminal_of(hub)
    path = exported(profile, tmp_path)
    before = path.read_bytes()

    with pytest.raises(OperatorMistake, match="is there already"):
        SyncAccess(profile).export(path, None)

    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_a_sentence_and_leaves_nothing(
    hub: Hub, terminal_of: Terminals, tmp_path: Path
) -> None:
    path = tmp_path / "away" / "segments.jsonl"

    with pytest.raises(EnvironmentFault, match="away"):
        SyncAccess(terminal_of(hub)).export(path, None)
    with pytest.raises(EnvironmentFault, match="away"):
        hub.access.take_in(path)


def test_a_hub_of_an_older_version_goes_on_once_it_is_upgraded(
    hub_server: HubServer,
    terminal_of: Terminals,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = Hub(hub_server, hub_server.new_database())
    with monkeypatch.context() as then:
        then.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
        older.access.init()
        profile = terminal_of(older)
        SyncAccess(profile).once()
    record(profile, 3)

    assert older.access.upgrade() == len(schema.MIGRATIONS) - 2

    assert SyncAccess(profile).once().state == "all_sent"
    record(profile, 3)
    older.access.take_in(exported(profile, tmp_path))
    assert older.events_of(profile) == chain_of(profile)
