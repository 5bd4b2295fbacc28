"""Every event that was ever shipped stays readable, in the very bytes in which it was recorded.

`golden/events.jsonl` holds one line for each type and version, as `journal export` writes it. A
line is never changed. Who adds a type or a version adds a line: from `returns-desk journal export`
of a real case.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from adapters.journal.recorded_types import recorded_types
from returns_desk.adapters.journal import read_models
from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.journal.hash_chain import ENVELOPE_KEYS, Link, read_event
from returns_desk.adapters.journal.indexed_words import Gathered
from returns_desk.application.case_fold import record_of
from returns_desk.application.ports import Event

GOLDEN = Path(__file__).with_name("golden") / "events.jsonl"
LINES = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def name_of(line: dict[str, Any]) -> str:
    return f"{line['type']} {line['version']}"


def link_of(line: dict[str, Any]) -> Link:
    envelope = canonical_bytes({key: line[key] for key in ENVELOPE_KEYS})
    hashes = bytes.fromhex(line["previous_hash"]), bytes.fromhex(line["hash"])
    return Link(line["sequence"], *hashes, envelope)


def event_of(line: dict[str, Any]) -> Event:
    return read_event(link_of(line))


@pytest.mark.parametrize("line", LINES, ids=name_of)
def test_it_is_read_as_it_was_written_and_bears_its_hash(line: dict[str, Any]) -> None:
    event = event_of(line)

    assert asdict(event) | {"at": line["at"]} == line


def test_every_event_that_the_program_records_is_here() -> None:
    missing = recorded_types() - {(line["type"], line["version"]) for line in LINES}

    assert not missing, f"add a line to {GOLDEN.name} for each of {sorted(missing)}"


def test_each_stands_here_once() -> None:
    names = [name_of(line) for line in LINES]

    assert sorted(set(names)) == sorted(names)


def test_read_models_and_search_take_them_all() -> None:
    gathered = Gathered()
    with closing(sqlite3.connect(":memory:")) as connection:
        read_models.make(connection)
        for line in LINES:
            link = link_of(line)
            read_models.apply(connection, read_event(link))
            gathered.take(link.sequence, link.hash, link.envelope)

        stages = {row[0] for row in connection.execute("SELECT stage FROM cases")}

    assert gathered.events == len(LINES)
    assert gathered.cases
    assert stages


def test_a_case_is_told_by_them() -> None:
    """They stand in the order of a case's life, so that each finds what it goes on from."""
    events = [event_of(line) for line in LINES if line["case_id"] is not None]

    record = record_of(events)

    assert record.receipts
    assert record.escalations
    assert record.is_completed
    assert record.is_left
