"""A desk sends by itself, in a thread of its own, and nothing that goes wrong there is lost."""

from collections.abc import Callable
from queue import SimpleQueue

from returns_desk.adapters.hub.background import BackgroundSync
from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.adapters.hub.sync_state import SyncStatus
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.safe_files import unwatched
from returns_desk.application.hub_sending import HubState
from returns_desk.bootstrap.syncing import syncing
from returns_desk.domain.errors import ReturnsError
from support.hub_terminals import Hub, chain_of, record

Terminals = Callable[..., Profile]
PATIENCE_SECONDS = 30


def told_by(sending: BackgroundSync) -> SyncStatus:
    answers: SimpleQueue[SyncStatus] = SimpleQueue()
    sending.ask(answers.put)
    return answers.get(timeout=PATIENCE_SECONDS)


def test_it_sends_tells_what_stands_in_the_way_and_goes_on(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    defects: list[ReturnsError] = []

    with BackgroundSync(SyncAccess(profile), defects.append) as sending:
        assert told_by(sending).state == "all_sent"
        hub.server.kill()
        record(profile, 4)
        waiting, seen = told_by(sending), sending.state()
        hub.server.start()
        record(profile, 4)
        assert told_by(sending).state == "all_sent"
        assert (sending.state().waiting, sending.state().is_stopped) == (0, False)

    assert waiting.state == "waiting"
    assert waiting.problem_code == "hub_unreachable"
    assert "waiting since" in waiting.sentence
    assert (seen.waiting, seen.is_stopped, seen.is_refused) == (waiting.waiting, True, False)
    assert waiting.waiting >= 4
    assert seen.since is not None
    assert seen.since.isoformat(timespec="seconds") == waiting.waiting_since
    assert hub.events_of(profile) == chain_of(profile)
    assert defects == []


def test_a_terminal_that_was_struck_off_is_told_so(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)

    with BackgroundSync(SyncAccess(profile), lambda _: None) as sending:
        assert told_by(sending).state == "all_sent"
        hub.access.revoke(profile.configuration.terminal)
        record(profile, 1)
        told = told_by(sending)

        assert told.state == "refused"
        assert sending.state().is_refused


def test_our_own_fault_is_reported_and_the_thread_goes_on(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)
    defects: SimpleQueue[ReturnsError] = SimpleQueue()

    class Broken(SyncAccess):
        def once(self, on_progress: Callable[[int, int], None] = unwatched) -> SyncStatus:
            raise ZeroDivisionError(str(on_progress))

    with BackgroundSync(Broken(profile), defects.put) as sending:
        assert told_by(sending).state == "waiting"
        assert told_by(sending).state == "waiting"

    told = defects.get_nowait()
    assert isinstance(told, ReturnsError)
    assert isinstance(told.__cause__, ZeroDivisionError)


def test_a_disk_without_room_does_not_stop_the_sending(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)
    # Where the new file should be written first, there is a folder.
    (profile.directory / "sync.json.new").mkdir()

    SyncAccess(profile).once()

    assert hub.events_of(profile) == chain_of(profile)


def test_a_desk_with_a_hub_sends_and_one_without_begins_nothing(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    with syncing(profile) as sending:
        assert isinstance(sending, BackgroundSync)
        assert told_by(sending).state == "all_sent"

    alone = profile.configuration.sync.model_copy(update={"dsn": ""})
    profile.configuration = profile.configuration.model_copy(update={"sync": alone})
    with syncing(profile) as nothing:
        assert nothing.state() == HubState()
