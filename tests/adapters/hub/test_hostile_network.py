"""A network that nobody should trust: a sentence, nothing lost, nothing leaked, and it goes on."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.hub.connecting import safe_dsn
from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.adapters.sync_configuration import SyncConfiguration
from returns_desk.domain.errors import EnvironmentFault
from support.hub_network import (
    DAY,
    HUB_ADDRESS,
    RULES,
    WIRE_ADDRESS,
    TlsHub,
    flipped_at,
    silent_after,
    wire_to,
)
from support.hub_terminals import Hub, chain_of, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from returns_desk.adapters.profile import Profile

    Terminals = Callable[..., Profile]

SOON_SECONDS = 2.0


@pytest.fixture
def hub(tls_hub: TlsHub) -> Iterator[Hub]:
    """A fresh hub on the server that speaks TLS."""
    made = Hub(tls_hub, tls_hub.new_database())
    made.access.init()
    yield made
    tls_hub.show(tls_hub.good)
    tls_hub.let_in(RULES.format(way="scram-sha-256"))
    tls_hub.read_again()


def reach(profile: Profile, dsn: str) -> SyncAccess:
    """The terminal with another way to its hub."""
    changed = SyncConfiguration(dsn=dsn)
    profile.configuration = profile.configuration.model_copy(update={"sync": changed})
    return SyncAccess(profile, answer_seconds=SOON_SECONDS)


def role_of(profile: Profile) -> str:
    """Its role at the hub."""
    return profile.configuration.sync.dsn.rpartition("user=")[2].split()[0]


def over_network(
    tls_hub: TlsHub, hub: Hub, profile: Profile, root: Path | None = None, port: int | None = None
) -> SyncAccess:
    """The terminal with the network between it and the hub."""
    root = root or tls_hub.shop.path
    return reach(profile, tls_hub.over_network(hub.database, role_of(profile), root, port))


def refused(access: SyncAccess, code: str) -> str:
    """It comes to nothing with one sentence, and all waits."""
    with pytest.raises(EnvironmentFault) as told:
        access.once()
    assert (told.value.code, "\n" in told.value.message) == (code, False)
    status = access.status()
    assert status.waiting > 0
    assert status.problem == told.value.message
    return told.value.message


def test_a_hub_that_shows_who_it_is_gets_all_and_nobody_can_read_it(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub, name="counter-with-a-name")
    with wire_to((HUB_ADDRESS, tls_hub.port)) as wire:
        access = over_network(tls_hub, hub, profile, port=wire.port)
        assert "sslmode=verify-full" in safe_dsn(profile.configuration.sync.dsn)
        assert access.once().state == "all_sent"

    assert hub.events_of(profile) == chain_of(profile)
    assert len(wire.seen) > 10_000
    for secret in (b"counter-with-a-name", b"terminal_noted", role_of(profile).encode()):
        assert secret not in wire.seen


def test_a_stranger_in_the_hubs_place_gets_nothing(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)

    said = refused(over_network(tls_hub, hub, profile, tls_hub.stranger.path), "hub_certificate")

    assert "sslrootcert" in said
    assert hub.events_of(profile) == []


@pytest.mark.parametrize("which", ["expired", "anothers"])
def test_a_certificate_that_does_not_hold_is_refused_until_it_is_renewed(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals, which: str
) -> None:
    profile = terminal_of(hub)
    tls_hub.show(tls_hub.expired if which == "expired" else tls_hub.anothers)
    tls_hub.read_again()
    access = over_network(tls_hub, hub, profile)
    refused(access, "hub_certificate")

    tls_hub.show(tls_hub.good)
    tls_hub.read_again()

    assert access.once().state == "all_sent"
    assert hub.events_of(profile) == chain_of(profile)


def test_a_hub_without_tls_is_told_nothing(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    asked = bytearray()

    def answer(ours: socket.socket) -> None:
        asked.extend(ours.recv(64))
        ours.sendall(b"N")
        asked.extend(ours.recv(64))

    with somebody_at(answer) as port:
        said = refused(over_network(tls_hub, hub, profile, port=port), "hub_without_tls")

    assert "switch it on" in said
    assert role_of(profile).encode() not in asked


@pytest.mark.parametrize("certificate", ["none", "expired", "strangers"])
def test_a_terminal_whose_own_certificate_does_not_hold_is_told_so(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals, certificate: str, tmp_path: Path
) -> None:
    profile = terminal_of(hub)
    tls_hub.let_in(RULES.format(way="cert"))
    tls_hub.read_again()
    access = over_network(tls_hub, hub, profile)
    if certificate != "none":
        signer = tls_hub.stranger if certificate == "strangers" else tls_hub.shop
        lasts = -DAY if certificate == "expired" else DAY
        access = with_certificate(
            profile, signer.certificate("till", role_of(profile), "127.0.0.1", lasts)
        )

    said = refused(access, "hub_refused_certificate")
    assert "this terminal" in said
    assert hub.events_of(profile) == []

    good = tls_hub.shop.certificate("till", role_of(profile), "127.0.0.1", DAY)
    assert with_certificate(profile, good).once().state == "all_sent"
    assert tmp_path.exists()


def with_certificate(profile: Profile, path: Path) -> SyncAccess:
    """The terminal shows this certificate."""
    dsn = profile.configuration.sync.dsn.partition(" sslcert=")[0]
    return reach(profile, f"{dsn} sslcert={path} sslkey={path.with_suffix('.key')}")


@pytest.mark.parametrize("place", [600, 2_000, 3_500])
def test_a_byte_that_was_changed_on_the_way_is_noticed(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals, place: int
) -> None:
    profile = terminal_of(hub)
    with wire_to((HUB_ADDRESS, tls_hub.port)) as wire:
        access = over_network(tls_hub, hub, profile, port=wire.port)
        wire.change_answers(flipped_at(place))
        with suppress(EnvironmentFault):  # late bytes may come after the last answer
            access.once()
        wire.change_answers(lambda read, before: read if before >= 0 else b"")
        record(profile, 3)

        assert access.once().state == "all_sent"
    assert hub.events_of(profile) == chain_of(profile)


def test_a_hub_that_falls_silent_is_left_and_tried_again(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    with wire_to((HUB_ADDRESS, tls_hub.port)) as wire:
        access = over_network(tls_hub, hub, profile, port=wire.port)
        assert access.once().state == "all_sent"
        answered = wire.answered
        record(profile, 3)
        for most in (0, 1, answered // 2, answered - 200):
            wire.change_answers(silent_after(most))
            refused(access, "hub_unreachable")
        wire.change_answers(silent_after(10 * answered))

        assert access.once().state == "all_sent"
    assert hub.events_of(profile) == chain_of(profile)


def test_nonsense_in_the_hubs_place_is_a_sentence(
    tls_hub: TlsHub, hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)

    def answer(ours: socket.socket) -> None:
        ours.recv(64)
        ours.sendall(os.urandom(4_000))

    with somebody_at(answer) as port:
        refused(over_network(tls_hub, hub, profile, port=port), "hub_unreachable")

    assert hub.events_of(profile) == []


def somebody_at(answer: Callable[[socket.socket], None]) -> Somebody:
    """Somebody else in the hub's place, who answers so."""
    return Somebody(answer)


class Somebody:
    """A port where somebody answers each connection; a context manager that gives the port."""

    def __init__(self, answer: Callable[[socket.socket], None]) -> None:
        self._answer = answer
        self._server = socket.create_server((WIRE_ADDRESS, 0))
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> int:
        self._thread.start()
        return int(self._server.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _work(self) -> None:
        with suppress(OSError):
            while True:
                ours, _ = self._server.accept()
                with ours, suppress(OSError):
                    self._answer(ours)
