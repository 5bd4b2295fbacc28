"""A hub in a real database, and terminals with real profiles and journals that send to it.

Owns how they are made; fixtures `hub` and `terminal_of` are taken by the tests of the hub.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.hub.hub_access import HubAccess
from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.sync_configuration import SyncConfiguration
from returns_desk.application.ports import NewEvent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.hub_server import HubServer


@dataclass(frozen=True)
class Hub:
    """A hub of its own for one test."""

    server: HubServer
    database: str

    @property
    def access(self) -> HubAccess:
        """Its administrator."""
        return HubAccess(self.server.dsn(self.database))

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the administrator sees."""
        with self.server.connect(self.database) as connection:
            return connection.execute(question.encode()).fetchall()

    def events_of(self, profile: Profile) -> list[tuple[int, bytes]]:
        """Sequence and hash of each event that the hub has of a terminal, in order."""
        rows = self.rows("SELECT installation, sequence, hash FROM returns_desk.events ORDER BY 2")
        return [(row[1], row[2]) for row in rows if row[0] == profile.configuration.installation]


@pytest.fixture
def hub(hub_server: HubServer) -> Hub:
    """A fresh hub."""
    made = Hub(hub_server, hub_server.new_database())
    made.access.init()
    return made


MakeTerminal = "Callable[..., Profile]"


@pytest.fixture
def terminal_of(tmp_path: Path) -> Callable[..., Profile]:
    """Makes an enrolled terminal: a profile with that many events."""

    def make(hub: Hub, name: str = "07", events: int = 25) -> Profile:
        profile = Profile.open(
            tmp_path / f"till-{name}",
            create=demo_configuration(demo=False).model_copy(update={"terminal": name}),
        )
        record(profile, events)
        enrol(hub, profile)
        return profile

    return make


def enrol(hub: Hub, profile: Profile) -> None:
    """Enrol it, and keep what the hub gave."""
    told = profile.configuration
    made = hub.access.enrol(told.terminal, told.installation, profile.terminal_key.public_key)
    dsn = hub.server.dsn(hub.database, made.role)
    profile.configuration = told.model_copy(update={"sync": SyncConfiguration(dsn=dsn)})
    SyncAccess(profile).keep_password(made.password)


def record(profile: Profile, events: int) -> None:
    """Record that many more events; the first ones of a journal come by themselves."""
    with profile.locked(), profile.open_journal() as journal:
        journal.append(*(NewEvent("terminal_noted", {"note": f"\0 ĝ {n}"}) for n in range(events)))


def chain_of(profile: Profile) -> list[tuple[int, bytes]]:
    """Sequence and hash of each event of the journal, in order."""
    with profile.read_journal() as journal:
        return [(event.sequence, bytes.fromhex(event.hash)) for event in journal.read()]
