"""Connections to a hub: which are safe enough, and what stands in the way as a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from returns_desk.adapters.hub.connecting import hub_connection, safe_dsn
from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.adapters.hub.sync_state import FILE
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.sync_configuration import SyncConfiguration
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.hub_server import HubServer
from support.hub_terminals import Hub

Terminals = Callable[..., Profile]


def test_a_connection_over_the_network_checks_the_hub() -> None:
    made = safe_dsn("host=hub.example dbname=returns")

    assert "sslmode=verify-full" in made
    assert "target_session_attrs=read-write" in made


@pytest.mark.parametrize("host", ["/run/postgresql", "localhost", "127.0.0.1", "::1"])
def test_a_connection_inside_the_computer_needs_no_tls(host: str) -> None:
    assert "sslmode" not in safe_dsn(f"host={host} dbname=returns")


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require"])
def test_an_unsafe_connection_is_refused(mode: str) -> None:
    with pytest.raises(OperatorMistake, match="sslmode=verify-full"):
        safe_dsn(f"host=hub.example,127.0.0.1 sslmode={mode}")


def test_an_address_that_is_none_is_named() -> None:
    with pytest.raises(OperatorMistake, match="can't be read"):
        safe_dsn("host=a nonsense")


@pytest.mark.parametrize("dsn", ["host=a password=x", "postgresql://till:secret@hub.example/a"])
def test_a_password_has_no_place_in_the_configuration(dsn: str) -> None:
    with pytest.raises(ValueError, match="sync password"):
        SyncConfiguration(dsn=dsn)


def test_nobody_there_is_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(EnvironmentFault, match="The hub is not reached") as told,
        hub_connection(f"host={tmp_path} dbname=returns user=x"),
    ):
        pytest.fail("nobody is there")

    assert told.value.code == "hub_unreachable"
    assert "\n" not in told.value.message


def test_a_wrong_password_is_a_sentence(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)
    SyncAccess(profile).keep_password("wrong:\\one")

    with pytest.raises(EnvironmentFault, match="refuses the login") as told:
        SyncAccess(profile).once()

    assert told.value.code == "hub_refused_login"
    assert SyncAccess(profile).status().state == "waiting"


def test_a_database_that_is_no_hub_is_a_sentence(
    hub_server: HubServer, hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    dsn = hub_server.dsn(hub_server.new_database())
    changed = SyncConfiguration(dsn=dsn)
    profile.configuration = profile.configuration.model_copy(update={"sync": changed})

    with pytest.raises(EnvironmentFault, match="no hub of Returns Desk") as told:
        SyncAccess(profile).once()

    assert told.value.code == "not_a_hub"


def test_no_hub_is_a_normal_way_to_run(tmp_path: Path) -> None:
    profile = Profile.open(tmp_path / "till", create=demo_configuration(demo=False))

    status = SyncAccess(profile).status()

    assert status.state == "not_set_up"
    assert status.sentence == "No hub is set up: this terminal works by itself."
    with pytest.raises(OperatorMistake, match="works by itself"):
        SyncAccess(profile).once()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"confirmed": 1}', b'{"other": 1}', b"\xff"])
def test_what_is_remembered_may_be_gone_or_bent(
    hub: Hub, terminal_of: Terminals, content: bytes
) -> None:
    profile = terminal_of(hub)
    SyncAccess(profile).once()

    (profile.directory / FILE).write_bytes(content)

    assert SyncAccess(profile).status().state == "waiting"
    assert SyncAccess(profile).once().state == "all_sent"


@pytest.mark.parametrize("password", ["", "two\nlines"])
def test_a_password_that_is_none_is_not_kept(tmp_path: Path, password: str) -> None:
    profile = Profile.open(tmp_path / "till", create=demo_configuration(demo=False))

    with pytest.raises(OperatorMistake, match="password"):
        SyncAccess(profile).keep_password(password)
