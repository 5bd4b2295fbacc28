"""Sending a journal to a real hub: in order, each event once, whatever happens on the way."""

import random
from collections.abc import Callable
from functools import partial
from typing import cast

import pytest

from returns_desk.adapters.hub.connecting import hub_connection, safe_dsn
from returns_desk.adapters.hub.pushing import Answer, HubLink, Sender
from returns_desk.adapters.hub.pushing import Hub as HubAtHand
from returns_desk.adapters.hub.segments import Outbox, Segment, signature_of
from returns_desk.adapters.hub.sync_access import PASSFILE, SyncAccess
from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.doctor_hub import hub_state
from returns_desk.cli.doctor import Verdict
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.hub_server import HubServer
from support.hub_terminals import Hub, chain_of, record
from support.long_runs import LongReport, Scale

Terminals = Callable[..., Profile]


def sent_by(profile: Profile, hub_of: Callable[[HubLink], HubAtHand], most: int = 5) -> None:
    """Send through whatever `hub_of` puts before the real hub."""
    dsn = safe_dsn(
        profile.configuration.sync.dsn, passfile=str(profile.directory / "keys" / PASSFILE)
    )
    with profile.read_journal() as journal, hub_connection(dsn) as connection:
        sender = Sender(
            Outbox(journal),
            profile.configuration.installation,
            profile.terminal_key,
            lambda *_: None,
            most,
        )
        sender.send_all(hub_of(HubLink(connection)))


class EachTwice:
    """A way that loses each first answer, so that each segment is sent twice."""

    def __init__(self, link: HubLink) -> None:
        self._link = link

    def head(self, installation: str) -> Answer:
        return self._link.head(installation)

    def push(self, segment: Segment, signature: bytes) -> Answer:
        self._link.push(segment, signature)
        return self._link.push(segment, signature)


class KilledAt:
    """A way on which the server is killed at one moment of one segment."""

    MOMENTS = ("before", "taken", "committed")

    def __init__(self, link: HubLink, server: HubServer, at: int, moment: str) -> None:
        self._link, self._server, self._left, self._moment = link, server, at, moment

    def head(self, installation: str) -> Answer:
        return self._link.head(installation)

    def push(self, segment: Segment, signature: bytes) -> Answer:
        self._left -= 1
        if self._left:
            return self._link.push(segment, signature)
        if self._moment == "before":
            self._server.kill()
            return self._link.push(segment, signature)
        if self._moment == "taken":
            return self._killed_before_the_commit(segment, signature)
        self._link.push(segment, signature)
        self._server.kill()
        message = "the answer was lost"
        raise EnvironmentFault(message)

    def _killed_before_the_commit(self, segment: Segment, signature: bytes) -> Answer:
        connection, server = self._link._connection, self._server
        commit = connection.commit

        def killing() -> None:
            server.kill()
            commit()

        connection.commit = killing  # type: ignore[method-assign]  # the commit that is cut off
        return self._link.push(segment, signature)


def test_a_journal_arrives_whole_and_in_order(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub, events=450)

    shown: list[tuple[int, int]] = []
    status = SyncAccess(profile).once(lambda done, total: shown.append((done, total)))

    assert status.state == "all_sent"
    assert status.sentence == "All sent."
    assert hub.events_of(profile) == chain_of(profile)
    assert shown[0][0] == 0
    assert shown[-1][0] == shown[-1][1] == status.confirmed == len(chain_of(profile))
    assert hub.access.check() == CHECKED


CHECKED = ("The server may lose what it confirmed in a power cut: fsync is off.",)
"""All that is wrong with the hub of these tests."""


def test_what_comes_later_follows_and_nothing_is_sent_again(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    SyncAccess(profile).once()
    record(profile, 7)

    waiting = SyncAccess(profile).status()
    assert waiting.state == "waiting"
    assert waiting.waiting >= 7
    assert waiting.sentence.startswith(f"{waiting.waiting} waiting since ")

    assert SyncAccess(profile).once().state == "all_sent"
    assert hub.events_of(profile) == chain_of(profile)


def test_a_segment_sent_twice_is_there_once(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)

    sent_by(profile, EachTwice)

    assert hub.events_of(profile) == chain_of(profile)


def test_a_segment_out_of_order_is_refused_and_says_what_is_there(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    sent_by(profile, lambda link: link)
    before = hub.events_of(profile)
    record(profile, 10)
    answers = []

    class Ahead(EachTwice):
        def push(self, segment: Segment, signature: bytes) -> Answer:
            later = segment._replace(first=segment.first + 1)
            answers.append(self._link.push(later, signature))
            return self._link.push(segment, signature)

    sent_by(profile, Ahead)

    assert answers[0].status == "gap"
    assert answers[0].sequence == len(before)
    assert hub.events_of(profile) == chain_of(profile)


def test_a_damaged_segment_is_refused_whole(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)

    class Bending(EachTwice):
        def push(self, segment: Segment, signature: bytes) -> Answer:
            bent = [each.replace(b"_noted", b"_nated") for each in segment.envelopes]
            return self._link.push(segment._replace(envelopes=bent), signature)

    with pytest.raises(OperatorMistake, match="Nothing of it was taken") as told:
        sent_by(profile, Bending, most=50)

    assert told.value.code == "sync_damaged"
    assert hub.events_of(profile) == []


def test_a_copied_terminal_is_refused_and_raises_an_alarm(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)
    bytes_before = profile.journal_path.read_bytes()
    record(profile, 3)
    SyncAccess(profile).once()
    chain = hub.events_of(profile)
    for beside in profile.directory.glob("journal.*"):
        beside.unlink()
    profile.journal_path.write_bytes(bytes_before)
    for anchor in profile.directory.glob("**/anchor.json"):
        anchor.unlink()
    record(profile, 9)

    with pytest.raises(OperatorMistake, match="copied or rolled back profile") as told:
        SyncAccess(profile).once()

    assert told.value.code == "sync_fork"
    assert SyncAccess(profile).status().state == "refused"
    assert hub.events_of(profile) == chain
    assert any("copied or rolled back" in each for each in hub.access.check())


def test_a_hub_that_came_back_from_an_older_backup_gets_the_rest_again(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    sent_by(profile, lambda link: link)
    later = Hub(hub.server, hub.server.new_database(template=hub.database))
    record(profile, 12)
    SyncAccess(profile).once()
    told = profile.configuration.sync.dsn.replace(hub.database, later.database)
    back = profile.configuration.sync.model_copy(update={"dsn": told})
    profile.configuration = profile.configuration.model_copy(update={"sync": back})

    SyncAccess(profile).once()

    assert later.events_of(profile) == chain_of(profile)


def test_a_signature_of_another_key_is_found_by_the_check(hub: Hub, terminal_of: Terminals) -> None:
    profile, other = terminal_of(hub, "07"), terminal_of(hub, "08")

    class Signing(EachTwice):
        def push(self, segment: Segment, signature: bytes) -> Answer:
            installation = profile.configuration.installation
            foreign = signature_of(segment, installation, other.terminal_key)
            assert foreign != signature
            return self._link.push(segment, foreign)

    sent_by(profile, Signing, most=100)

    assert any("signature up to event" in each for each in hub.access.check())


def test_events_of_another_installation_are_refused(hub: Hub, terminal_of: Terminals) -> None:
    profile, other = terminal_of(hub, "07"), terminal_of(hub, "08")
    with other.read_journal() as journal:
        foreign = cast("Segment", Outbox(journal).after(0, 5))

    class Foreign(EachTwice):
        def push(self, segment: Segment, signature: bytes) -> Answer:
            assert segment.first == foreign.first
            return self._link.push(foreign, signature)

    with pytest.raises(OperatorMistake, match="another installation") as told:
        sent_by(profile, Foreign)

    assert told.value.code == "sync_foreign"
    assert hub.events_of(profile) == []


@pytest.mark.long("killed-hub")
def test_a_hub_killed_while_a_terminal_sends_has_each_event_once(
    hub: Hub,
    terminal_of: Terminals,
    scale: Scale,
    run_seed: int,
    long_report: LongReport,
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- moments of a test
    profile = terminal_of(hub, events=1)
    moments = scale(short=20, full=200)
    for _ in range(moments):
        record(profile, 12)
        at, moment = chance.randint(1, 3), chance.choice(KilledAt.MOMENTS)
        killed = partial(KilledAt, server=hub.server, at=at, moment=moment)
        with pytest.raises(EnvironmentFault):
            sent_by(profile, killed, most=4)
        hub.server.start()

        there = hub.events_of(profile)
        assert there == chain_of(profile)[: len(there)]

    sent_by(profile, lambda link: link)
    assert hub.events_of(profile) == chain_of(profile)
    assert hub.access.check() == CHECKED
    covers = ["src/returns_desk/adapters/hub", "resources/hub"]
    long_report("killed-hub", run_seed, {"kills": moments}, covers)


def test_doctor_says_how_far_the_hub_has_it(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)
    waiting = hub_state(profile)
    SyncAccess(profile).once()
    sent = hub_state(profile)
    hub.access.revoke(profile.configuration.terminal)
    record(profile, 1)
    with pytest.raises(EnvironmentFault):
        SyncAccess(profile).once()

    assert (waiting.verdict, sent.verdict) == (Verdict.NOTE, Verdict.FINE)
    assert sent.message == "All sent."
    assert hub_state(profile).verdict is Verdict.BAD
