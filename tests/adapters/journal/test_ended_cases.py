"""Ended cases, row by row, beside a slow look through the same events."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.journal.journal_kit import ORIGIN, CountingIds, event, fixed_key, verified
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.application.business_days import say_business_day
from support.planting import Plan, planted_journal

if TYPE_CHECKING:
    from returns_desk.application.ports import Event, Json

OPTIONS = ("refund/original", "refund/cash", "store_credit/store_credit", "repair/none")
STANDINGS = ("available", "conditional", "needs_approval", "not_possible")
ENDS = ("completed", "left", "voided", "open")


@dataclass
class JumpingClock:
    """Says what it was set to, also what is earlier than before."""

    moment: datetime = datetime(2026, 11, 21, 12, 40, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


boards = st.lists(st.tuples(st.sampled_from(OPTIONS), st.sampled_from(STANDINGS)), max_size=5)
visits = st.lists(
    st.tuples(
        st.lists(boards, max_size=3),
        st.none() | st.sampled_from(OPTIONS),
        st.sampled_from(OPTIONS),
        st.sampled_from(ENDS),
        st.lists(st.integers(-90, 900), min_size=5, max_size=5),
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=visits, together=st.booleans(), ends_at=st.integers(0, 6))
def test_each_row_is_what_a_slow_look_finds(
    drawn: list[tuple[Any, ...]], *, together: bool, ends_at: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = JumpingClock()
        path = Path(folder) / "journal.db"
        recorder = Recorder(ORIGIN, fixed_key(), clock, CountingIds())
        with SqliteJournal(path, recorder, AnchorFile(path.with_name("anchor.json"))) as journal:
            say_business_day(journal, time(ends_at))
            live(journal, clock, drawn, together=together)
        with ProfileJournal(path, AnchorFile(path.with_name("anchor.json"))) as reader:
            events = list(reader.read())
            assert rows(reader) == slowly(events, ends_at)
            assert (
                reader.ask(lambda c: c.execute("SELECT * FROM last_boards").fetchall()) == []
            ) is (not still_open(events))
        assert verified(path, deep=True).warnings == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_of_visits_is_told_row_by_row(tmp_path: Path, seed: int) -> None:
    path = planted_journal(tmp_path, Plan(seed, 150, date(2026, 11, 22)))
    with ProfileJournal(path, AnchorFile(path.with_name("anchor.json"))) as reader:
        assert rows(reader) == slowly(list(reader.read()))
        assert len(rows(reader)) > 100


def live(
    journal: SqliteJournal, clock: JumpingClock, drawn: list[tuple[Any, ...]], *, together: bool
) -> None:
    """Each visit, one event after the other; or all told in two goes, the boards first."""
    for number, (shown, asked, option, end, minutes) in enumerate(drawn, 1):
        case = f"case-{number}"
        told = [event("case_opened", case, number=number)]
        told += [event("board_shown", case, board=board(each), digest="d") for each in shown]
        if asked is not None:
            told.append(event("asked_for", case, option=asked, how="asking"))
        if end == "left":
            told.append(event("case_left", case, reason="no_time"))
        elif end != "open":
            told.append(event("case_completed", case, option=option, amount=2136))
        starts = clock.moment
        for at, each in enumerate(told):
            clock.moment += timedelta(minutes=minutes[at % len(minutes)])
            if not together:
                journal.append(each)
        if together:
            journal.append(*told)
        if end == "voided":
            completed_at = clock.moment.isoformat() if together else str(starts.isoformat())
            names: dict[str, Json] = {"key": "v", "payout": "k", "reason": "other"}
            money: dict[str, Json] = {"option": option, "amount": 2136, "goods_taken": None}
            journal.append(event("case_voided", case, completed_at=completed_at, **names, **money))


def board(shown: list[tuple[str, str]]) -> Json:
    """A board as it is recorded."""
    return {"options": [{"id": each, "standing": standing} for each, standing in shown]}


def rows(reader: ProfileJournal) -> dict[str, tuple[Any, ...]]:
    """The table, by case."""
    found = reader.ask(
        lambda connection: connection.execute("SELECT * FROM ended_cases").fetchall()
    )
    return {row[1]: (row[0], *row[2:]) for row in found}


def still_open(events: list[Event]) -> set[str]:
    """Cases that have shown a board since they last ended."""
    found: set[str] = set()
    for each in events:
        if each.type == "board_shown":
            found.add(str(each.case_id))
        elif each.type in {"case_completed", "case_left"}:
            found.discard(str(each.case_id))
    return found


def slowly(events: list[Event], ends_at: int = 0) -> dict[str, tuple[Any, ...]]:
    """The same rows, each case looked at by itself."""
    found: dict[str, tuple[Any, ...]] = {}
    for case in {str(each.case_id) for each in events if each.case_id}:
        own = [each for each in events if each.case_id == case]
        ends = [each for each in own if each.type in {"case_completed", "case_left"}]
        if ends and not any(each.type == "case_voided" for each in own):
            found[case] = row_of([x for x in own if x.sequence <= ends[-1].sequence], ends_at)
    return found


def plain(each: Event) -> dict[str, Any]:
    """The payload, of no type."""
    return dict(each.payload)


def row_of(own: list[Event], ends_at: int) -> tuple[Any, ...]:
    """One case up to its end, the last of its events."""
    end = own[-1]
    shown: list[Any] = [
        plain(each)["board"]["options"] for each in own if each.type == "board_shown"
    ]
    possible: list[str] = []
    for option in shown[-1] if shown else ():
        if option["standing"] != "not_possible" and option["id"] not in possible:
            possible.append(option["id"])
    wishes = [x.payload["option"] for x in own if x.type == "asked_for"]
    outcome = end.payload["option"] if end.type == "case_completed" else ""
    credit = "store_credit/store_credit"
    return (
        (end.at - timedelta(hours=ends_at)).date().isoformat(),
        end.terminal,
        end.at.hour,
        outcome,
        end.payload.get("reason", ""),
        wishes[0] if wishes else None,
        int(bool(wishes) and wishes[0] == outcome),
        max(int((end.at - own[0].at).total_seconds()), 0),
        end.payload.get("amount", 0),
        " ".join(possible),
        possible.index(outcome) + 1 if outcome in possible else 0,
        possible.index(credit) + 1 if credit in possible else 0,
    )
