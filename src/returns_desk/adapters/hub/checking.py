"""What is wrong with a hub, one sentence each: rights, months, settings, chains, signatures.

Owns what is looked at. It changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.hub import schema
from returns_desk.adapters.hub.segments import is_signed_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

MONTHS_NEEDED: Final = 3
_MADE: Final = "Run 'returns-desk hub upgrade'."

_SETTINGS: Final = {
    "fsync": ("on", "The server may lose what it confirmed in a power cut: fsync is off."),
    "full_page_writes": ("on", "A power cut may tear pages: full_page_writes is off."),
    "data_checksums": ("on", "A damaged page would not be noticed: data checksums are off."),
}
_OPEN_FUNCTIONS: Final = """SELECT p.proname FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'returns_desk' AND has_function_privilege('returns_desk_terminal', p.oid,
    'EXECUTE') AND p.proname NOT IN ('push', 'my_head', 'claim',
    'claimed_elsewhere') ORDER BY 1"""
_OPEN_TABLES: Final = """SELECT c.relname FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'returns_desk' AND c.relkind IN ('r', 'p', 'v') AND
    has_table_privilege('returns_desk_terminal', c.oid,
    'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') ORDER BY 1"""
_MISSING: Final = """SELECT f FROM unnest(ARRAY[
    'returns_desk.push(bigint, bytea[], bytea[], bytea)', 'returns_desk.my_head()',
    'returns_desk.claim(text, text[], integer[], numeric[], numeric[], text, boolean)',
    'returns_desk.claimed_elsewhere(text[])']) AS f
    WHERE NOT has_function_privilege('returns_desk_terminal', f, 'EXECUTE')"""
_LOOSE: Final = """SELECT p.proname FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'returns_desk' AND p.prosecdef AND (p.proconfig IS NULL OR NOT
    p.proconfig @> ARRAY['search_path=returns_desk, pg_temp']) ORDER BY 1"""
_MONTHS: Final = """SELECT count(*) FROM generate_series(1, %s) AS ahead WHERE to_regclass(
    'returns_desk.events_' || to_char(timezone('UTC', now()) + make_interval(months => ahead::int),
    'YYYY_MM')) IS NULL"""
_BENT: Final = """SELECT t.terminal, t.installation, h.sequence, c.bent, c.events
    FROM returns_desk.terminals t JOIN returns_desk.terminal_head h USING (installation)
    CROSS JOIN LATERAL (
        SELECT count(*) AS events, min(e.sequence) FILTER (WHERE e.position <> e.sequence OR
            e.hash <> sha256(e.before || convert_to(e.envelope, 'UTF8'))) AS bent
        FROM (SELECT sequence, hash, envelope, row_number() OVER w AS position,
            lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER w AS before
            FROM returns_desk.events WHERE installation = t.installation
            WINDOW w AS (ORDER BY sequence)) AS e) AS c
    WHERE c.bent IS NOT NULL OR c.events <> h.sequence ORDER BY 1, 2"""
_UNSIGNED: Final = """SELECT t.terminal, t.installation, t.public_key, s.sequence, s.hash,
    s.signature, e.hash FROM returns_desk.segments s JOIN returns_desk.terminals t
    USING (installation) LEFT JOIN returns_desk.events e
    ON e.installation = s.installation AND e.sequence = s.sequence ORDER BY 1, 2, 4"""


def problems(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """Each thing that is wrong, in a sentence; nothing where all is well."""
    done = schema.version(connection)
    if done is None:
        yield "This database is no hub yet. Run 'returns-desk hub init' on it."
        return
    if done < len(schema.MIGRATIONS):
        yield f"The hub's schema is of an older version (step {done}). {_MADE}"
        return
    yield from _rights(connection)
    yield from _settings(connection)
    yield from _chains(connection)
    yield from _alarms(connection)


def _rights(connection: psycopg.Connection[Any]) -> Iterator[str]:
    for (name,) in connection.execute(_OPEN_FUNCTIONS):
        yield f"A terminal may call {name}, which is not for it. {_MADE}"
    for (name,) in connection.execute(_OPEN_TABLES):
        yield f"A terminal may reach {name} without a function. {_MADE}"
    for (name,) in connection.execute(_MISSING):
        yield f"No terminal may call {name}, so nothing arrives. {_MADE}"
    for (name,) in connection.execute(_LOOSE):
        yield f"The function {name} runs with its owner's rights and an open search path. {_MADE}"


def _settings(connection: psycopg.Connection[Any]) -> Iterator[str]:
    for name, (wanted, sentence) in _SETTINGS.items():
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
        if row is not None and row[0] != wanted:
            yield sentence
    row = connection.execute(_MONTHS, [MONTHS_NEEDED]).fetchone()
    if row is not None and row[0]:
        yield f"Fewer than {MONTHS_NEEDED} months are made ahead. {_MADE}"
    if connection.execute("SELECT 1 FROM returns_desk.events_other LIMIT 1").fetchone():
        yield f"Events lie in events_other, since no month was made for them. {_MADE}"


def _chains(connection: psycopg.Connection[Any]) -> Iterator[str]:
    for terminal, installation, head, bent, events in connection.execute(_BENT):
        which = f"Terminal {terminal} ({installation})"
        if bent is not None:
            yield f"{which}: event {bent} does not follow the one before it."
        if events != head:
            yield f"{which}: {events} events are here, and {head} were confirmed."
    for terminal, installation, key, sequence, told, signature, stored in connection.execute(
        _UNSIGNED
    ):
        is_its_own = is_signed_by(key, installation, sequence, bytes(told), bytes(signature))
        if stored != told or not is_its_own:
            yield (
                f"Terminal {terminal} ({installation}): the signature up to event {sequence} is "
                "not its own."
            )


def _alarms(connection: psycopg.Connection[Any]) -> Iterator[str]:
    rows = connection.execute("SELECT terminal, installation, sequence FROM returns_desk.v_alarms")
    for terminal, installation, sequence in rows:
        yield (
            f"Terminal {terminal} ({installation}) sent another event {sequence} than the one "
            "here, as a copied or rolled back profile does."
        )
