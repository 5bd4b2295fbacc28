"""The hub's database: made and mended, who may do what in it, who is let in and shut out."""

from collections.abc import Callable

import psycopg
import pytest

from returns_desk.adapters.hub import schema
from returns_desk.adapters.hub.hub_access import HubAccess
from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.adapters.profile import Profile
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.hub_server import HubServer
from support.hub_terminals import Hub, chain_of, enrol, record

Terminals = Callable[..., Profile]
KEY = "ab" * 32
INSTALLATION = "0b0b0b0b-1111-2222-3333-444444444444"

FORBIDDEN = (
    "SELECT * FROM returns_desk.events",
    "SELECT * FROM returns_desk.v_events",
    "SELECT * FROM returns_desk.terminals",
    "INSERT INTO returns_desk.alarms (installation, kind, sequence) VALUES ('x', 'y', 1)",
    "UPDATE returns_desk.terminal_head SET sequence = 0",
    "DELETE FROM returns_desk.segments",
    "TRUNCATE returns_desk.events",
    "SELECT returns_desk.make_months(1)",
    "SELECT returns_desk.envelope_start('x')",
    "SELECT * FROM returns_desk.line_claims",
    "SELECT * FROM returns_desk.v_claims",
    "DELETE FROM returns_desk.claimed_lines",
    "UPDATE returns_desk.case_claims SET detail = ''",
    "SELECT returns_desk.told_of('', '', ARRAY['x'], ARRAY[1])",
    "SELECT returns_desk.take('x', 1, NULL, NULL, NULL)",
    "CREATE TABLE returns_desk.mine (a int)",
    "CREATE TABLE public.mine (a int)",
    "CREATE TEMPORARY TABLE mine (a int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION returns_desk.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
    "CREATE ROLE another LOGIN",
    "ALTER FUNCTION returns_desk.my_head() SECURITY INVOKER",
    "DROP FUNCTION returns_desk.my_head()",
    "SET ROLE returns_desk_owner",
    "SET SESSION AUTHORIZATION postgres",
    "COPY (SELECT 1) TO '/dev/null'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/hostname')",
    "SELECT pg_reload_conf()",
    "ALTER SYSTEM SET fsync = off",
)
TOLERATED = (
    "SELECT relname FROM pg_class",
    "NOTIFY anything",
    "SET statement_timeout = 0",
)
"""The catalogue holds no secret, nobody trusts a notice, and each push asks for what it needs."""

NO_TEXT = """1, ARRAY[sha256(decode(repeat('00', 32), 'hex') || '\\xff'::bytea)],
    ARRAY['\\xff'::bytea], decode(repeat('00', 64), 'hex')"""


def test_a_hub_is_made_once_however_often_it_is_asked_for(hub_server: HubServer) -> None:
    made = HubAccess(hub_server.dsn(hub_server.new_database()))
    assert made.check() == ("This database is no hub yet. Run 'returns-desk hub init' on it.",)
    with pytest.raises(OperatorMistake, match="hub init"):
        made.upgrade()

    assert [made.init(), made.init(), made.upgrade()] == [len(schema.MIGRATIONS), 0, 0]


def test_a_database_that_is_not_in_utf_8_is_refused(hub_server: HubServer) -> None:
    made = HubAccess(hub_server.dsn(hub_server.new_database(encoding="LATIN1")))

    with pytest.raises(OperatorMistake, match="not in UTF-8"):
        made.init()


def test_a_newer_hub_is_left_alone(hub: Hub) -> None:
    with hub.server.connect(hub.database) as connection:
        connection.execute("INSERT INTO returns_desk.migrations (version) VALUES (99)")

    with pytest.raises(OperatorMistake, match="newer Returns Desk made this hub"):
        hub.access.upgrade()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DROP TABLE returns_desk.{month}", "months are made ahead"),
        ("GRANT SELECT ON returns_desk.events TO returns_desk_terminal", "may reach events"),
        (
            "GRANT EXECUTE ON FUNCTION returns_desk.make_months(int) TO PUBLIC",
            "may call make_months",
        ),
        (
            "REVOKE EXECUTE ON FUNCTION returns_desk.my_head() FROM returns_desk_terminal",
            "No terminal may call returns_desk.my_head()",
        ),
    ],
)
def test_what_the_check_finds_an_upgrade_mends(hub: Hub, harm: str, said: str) -> None:
    with hub.server.connect(hub.database) as connection:
        row = connection.execute(
            "SELECT 'events_' || to_char(now() + interval '2 months', 'YYYY_MM')"
        ).fetchone()
        assert row is not None
        connection.execute(harm.format(month=row[0]).encode())
    assert [each for each in hub.access.check() if said in each]

    hub.access.upgrade()

    assert not [each for each in hub.access.check() if said in each]


def test_events_of_a_month_that_nobody_made_get_in_and_move_later(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub)
    with hub.server.connect(hub.database) as connection:
        connection.execute(
            "DO $$ BEGIN EXECUTE 'DROP TABLE returns_desk.events_' || "
            "to_char(timezone('UTC', now()), 'YYYY_MM'); END $$"
        )
    SyncAccess(profile).once()
    assert any("events_other" in each for each in hub.access.check())

    hub.access.upgrade()

    assert hub.events_of(profile) == chain_of(profile)
    assert not any("events_other" in each for each in hub.access.check())


@pytest.fixture
def till(hub: Hub) -> psycopg.Connection[object]:
    """A terminal's own connection, open to try things."""
    made = hub.access.enrol("07", INSTALLATION, KEY)
    return hub.server.connect(hub.database, made.role, password=made.password, autocommit=True)


def test_a_terminal_can_do_nothing_but_call_its_functions(
    till: psycopg.Connection[object],
) -> None:
    with till:
        for statement in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                till.execute(statement.encode())
        for statement in TOLERATED:
            till.execute(statement.encode())
        assert till.execute("SELECT status, installation FROM returns_desk.my_head()").fetchone()


@pytest.mark.parametrize(
    "arguments",
    [
        "NULL, NULL, NULL, NULL",
        "0, ARRAY[sha256('a')], ARRAY['a'::bytea], decode(repeat('00', 64), 'hex')",
        "1, ARRAY[NULL::bytea], ARRAY['a'::bytea], decode(repeat('00', 64), 'hex')",
        "1, ARRAY[sha256('a')], ARRAY[]::bytea[], decode(repeat('00', 64), 'hex')",
        "1, ARRAY[sha256('a')], ARRAY['a'::bytea], NULL",
        NO_TEXT,
    ],
)
def test_a_push_that_makes_no_sense_is_refused_without_an_error(
    hub: Hub, till: psycopg.Connection[object], arguments: str
) -> None:
    with till:
        answer = till.execute(f"SELECT (returns_desk.push({arguments})).status".encode()).fetchone()

    assert answer == ("malformed",)
    assert hub.rows("SELECT count(*) FROM returns_desk.events") == [(0,)]


def test_an_administrator_who_is_no_terminal_is_told_so(hub: Hub) -> None:
    assert hub.rows("SELECT status FROM returns_desk.my_head()") == [("unknown",)]


def test_a_reader_sees_the_views_and_nothing_else(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)
    SyncAccess(profile).once()
    with hub.server.connect(hub.database) as connection:
        connection.execute("SET ROLE returns_desk_reader")
        rows = connection.execute(
            "SELECT sequence, payload ->> 'public_key' FROM returns_desk.v_events "
            "WHERE type = 'journal_begun'"
        ).fetchall()
        seen = connection.execute("SELECT terminal, events FROM returns_desk.v_terminals")
        assert seen.fetchall() == [("07", len(chain_of(profile)))]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM returns_desk.events")

    assert rows == [(1, profile.terminal_key.public_key)]


def test_a_revoked_terminal_is_told_and_loses_nothing(hub: Hub, terminal_of: Terminals) -> None:
    profile = terminal_of(hub)
    SyncAccess(profile).once()
    assert hub.access.revoke("07") == 1
    record(profile, 3)

    with pytest.raises(EnvironmentFault, match="lets this terminal in no more") as told:
        SyncAccess(profile).once()

    assert told.value.code == "hub_revoked"
    status = SyncAccess(profile).status()
    assert (status.state, status.problem_code) == ("refused", "hub_revoked")
    enrol(hub, profile)
    assert SyncAccess(profile).once().state == "all_sent"
    assert hub.events_of(profile) == chain_of(profile)


def test_a_terminal_is_enrolled_under_its_own_key_only(hub: Hub) -> None:
    hub.access.enrol("07", INSTALLATION, KEY)

    with pytest.raises(OperatorMistake, match="with another key"):
        hub.access.enrol("07", INSTALLATION, "cd" * 32)


@pytest.mark.parametrize(
    ("terminal", "installation", "key"),
    [(" ", INSTALLATION, KEY), ("07", "x'; --", KEY), ("07", INSTALLATION, "AB" * 32)],
)
def test_what_is_no_terminal_is_not_enrolled(
    hub: Hub, terminal: str, installation: str, key: str
) -> None:
    with pytest.raises(OperatorMistake, match="sync --status"):
        hub.access.enrol(terminal, installation, key)


def test_a_terminal_that_nobody_knows_is_not_revoked(hub: Hub) -> None:
    with pytest.raises(OperatorMistake, match="knows no terminal"):
        hub.access.revoke("99")


def test_a_terminal_with_a_certificate_has_no_password(hub: Hub) -> None:
    made = hub.access.enrol("07", INSTALLATION, KEY, with_certificate=True)

    assert made.password == ""
    with hub.server.connect(hub.database) as connection:
        kept = connection.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [made.role]
        ).fetchall()
    assert kept == [(None,)]
