"""The list of cases against a slow, obvious one that reads every event of every case."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.journal.journal_kit import ORIGIN, CountingIds, fixed_key
from returns_desk.adapters.journal import SqliteJournal
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.review_cases_list import case_list, every_case
from returns_desk.adapters.journal.sqlite_journal import Recorder
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.application.review.cases import ANY_TRIGGER, ENDINGS, CaseFilter

OPTIONS = ("refund/cash", "even_exchange/none")
LEAVES = ("nothing_suited", "took_too_long")
TRIGGERS = ("manager_asked", "promise_overdue")
REASONS = ("faulty", "spoiled")
SKUS = ("S-1", "S-2")
RECEIPTS = ("A-1", "A-2")
VOID: dict[str, Json] = {
    "key": "v",
    "payout": "k",
    "goods_taken": None,
    "amount": 500,
    "reason": "other",
}
BEGUN = datetime(2026, 11, 20, 22, tzinfo=UTC)

Visit = tuple[tuple[str, dict[str, Json]], ...]


class Nights:
    """Three hours pass with each event, so that cases lie on either side of an end of the day."""

    def __init__(self) -> None:
        self.moment = BEGUN

    def now(self) -> datetime:
        self.moment += timedelta(hours=3)
        return self.moment


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    item: dict[str, Json] = {"line": 1, "quantity": "1", "receipt": draw(st.sampled_from(RECEIPTS))}
    item |= {"reason": draw(st.sampled_from(REASONS)), "sku": draw(st.sampled_from(SKUS))}
    told: list[tuple[str, dict[str, Json]]] = [
        ("receipt_added", {"receipt": item["receipt"]}),
        ("claim_changed", {"items": [item]}),
    ]
    asked = draw(st.lists(st.sampled_from(OPTIONS), max_size=2))
    told += [("asked_for", {"option": each, "how": "asking"}) for each in asked]
    raised = draw(st.lists(st.sampled_from(TRIGGERS), max_size=2))
    told += [("escalation_raised", {"triggers": [each]}) for each in raised]
    goods: dict[str, Json] = {**item, "paid": 500, "fee": 0}
    plan: dict[str, Json] = {"key": "k", "legs": [], "items": [goods]}
    option = draw(st.sampled_from(OPTIONS))
    done: list[tuple[str, dict[str, Json]]] = [
        ("plan_made", plan),
        ("case_completed", {"option": option, "amount": 500}),
    ]
    ended = draw(st.sampled_from(ENDINGS))
    if ended == "left":
        told.append(("case_left", {"reason": draw(st.sampled_from(LEAVES))}))
    elif ended != "open":
        told += done
    if ended == "taken_back":
        told.append(("case_voided", {**VOID, "option": option}))
    return tuple(told)


FILTERS = st.builds(
    CaseFilter,
    first_day=st.sampled_from(("", "2026-11-21", "2026-11-23")),
    last_day=st.sampled_from(("", "2026-11-22", "2026-11-24")),
    ending=st.sampled_from(("", "", *ENDINGS)),
    outcome=st.sampled_from(("", "", *OPTIONS)),
    left=st.sampled_from(("", "", *LEAVES)),
    trigger=st.sampled_from(("", "", ANY_TRIGGER, *TRIGGERS)),
    first_asked=st.sampled_from(("", "", *OPTIONS)),
    counter=st.sampled_from(("", "", ORIGIN.terminal, "99")),
    item=st.sampled_from(("", "", *SKUS)),
    receipt=st.sampled_from(("", "", *RECEIPTS)),
    reason=st.sampled_from(("", "", *REASONS)),
)


def record(folder: Path, told: Iterable[Visit]) -> list[Event]:
    recorder = Recorder(ORIGIN, fixed_key(), Nights(), CountingIds())
    anchors = AnchorFile(folder / "anchor.json")
    with SqliteJournal(folder / "journal.db", recorder, anchors) as journal:
        journal.append(NewEvent("business_day_set", {"ends_at": "03:00"}))
        for number, visit in enumerate(told, 1):
            journal.append(_of(number, "case_opened", {"number": number}))
            for kind, payload in visit:
                journal.append(_of(number, kind, payload))
        return list(journal.read())


def _of(number: int, kind: str, payload: dict[str, Json]) -> NewEvent:
    named = {**payload, "key": f"k{number}"} if kind == "plan_made" else payload
    if kind == "case_voided":
        named = {**payload, "payout": f"k{number}", "completed_at": BEGUN.isoformat()}
    return NewEvent(kind, named, f"case-{number}", "mara")


def reading(folder: Path) -> ProfileJournal:
    return ProfileJournal(folder / "journal.db", AnchorFile(folder / "anchor.json"))


def slowly(events: Iterable[Event], wanted: CaseFilter) -> list[str]:
    """Every case that is all that is asked, newest first, each event of it looked at."""
    of_cases: dict[str, list[Event]] = {}
    for each in events:
        if each.case_id is not None:
            of_cases.setdefault(each.case_id, []).append(each)
    fitting = [case for case, told in of_cases.items() if all(_says(told, wanted))]
    return fitting[::-1]


def _says(told: list[Event], wanted: CaseFilter) -> Iterator[bool]:
    ends = [x for x in told if x.type in {"case_completed", "case_left"}]
    kinds = {x.type for x in told}
    day = (ends[-1] if ends else told[0]).at
    on = (day - timedelta(hours=3)).date().isoformat()
    yield not wanted.first_day or on >= wanted.first_day
    yield not wanted.last_day or on <= wanted.last_day
    voided = "case_voided" in kinds
    how = ends[-1].type.removeprefix("case_") if ends else "open"
    yield wanted.ending in {"", "taken_back" if voided else how}
    carried_out = [x.payload["option"] for x in ends if how == "completed" and not voided]
    yield not wanted.outcome or wanted.outcome in carried_out
    yield not wanted.left or wanted.left in [x.payload.get("reason") for x in ends]
    raised = [x.payload["triggers"] for x in told if x.type == "escalation_raised"]
    triggers = [code for each in raised if isinstance(each, list | tuple) for code in each]
    yield not wanted.trigger or wanted.trigger in [*triggers, *([ANY_TRIGGER] if triggers else [])]
    asked = [x.payload["option"] for x in told if x.type == "asked_for"]
    yield not wanted.first_asked or asked[:1] == [wanted.first_asked]
    yield wanted.counter in {"", told[0].terminal}
    yield wanted.receipt in {"", *_of_items(told, "claim_changed", "receipt")}
    yield wanted.reason in {"", *_of_items(told, "claim_changed", "reason")}
    yield wanted.item in {"", *_of_items(told, "plan_made", "sku")}


def _of_items(told: list[Event], kind: str, name: str) -> Iterator[str]:
    for each in told:
        items = each.payload.get("items") if each.type == kind else None
        for item in items if isinstance(items, list | tuple) else ():
            assert not isinstance(item, str | int | float | list | tuple | None)
            yield str(item[name])


@settings(max_examples=25, deadline=None)
@given(st.lists(visits(), max_size=6), st.lists(FILTERS, min_size=1, max_size=12))
def test_the_list_is_what_a_slow_reading_finds(told: list[Visit], wanted: list[CaseFilter]) -> None:
    with tempfile.TemporaryDirectory() as name:
        events = record(Path(name), told)
        with reading(Path(name)) as journal:
            for each in (CaseFilter(), *wanted):
                listed = case_list(journal, each)
                assert [case.case_id for case in listed.cases] == slowly(events, each)
                assert [x.case_id for x in every_case(journal, each)] == slowly(events, each)
                assert not listed.has_more


LEFT: Visit = (
    ("receipt_added", {"receipt": "A-1"}),
    (
        "claim_changed",
        {"items": [{"receipt": "A-1", "line": 1, "quantity": "1", "description": "Red kettle"}]},
    ),
    ("case_left", {"reason": "took_too_long"}),
)


@pytest.fixture
def five(tmp_path: Path) -> Iterator[ProfileJournal]:
    record(tmp_path, [LEFT] * 5)
    with reading(tmp_path) as journal:
        yield journal


def test_more_than_a_page_says_so(five: ProfileJournal) -> None:
    first = case_list(five, CaseFilter(), limit=3)
    assert ([x.number for x in first.cases], first.has_more) == ([5, 4, 3], True)
    whole = case_list(five, CaseFilter(), limit=5)
    assert (len(whole.cases), whole.has_more) == (5, False)


def test_words_are_found_and_filters_hold_too(five: ProfileJournal) -> None:
    wanted = CaseFilter(text="kettle", left="took_too_long")
    assert [x.number for x in case_list(five, wanted).cases] == [5, 4, 3, 2, 1]
    assert case_list(five, CaseFilter(text="kettle", ending="open")).cases == ()
    assert case_list(five, CaseFilter(text="teapot")).cases == ()


def test_more_words_than_are_looked_through_are_told(
    five: ProfileJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("returns_desk.adapters.journal.review_cases_list.MOST_FOUND", 2)
    listed = case_list(five, CaseFilter(text="kettle"))
    assert ([x.number for x in listed.cases], listed.is_cut) == ([5, 4], True)


def test_every_case_of_a_long_list_comes_once(
    five: ProfileJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("returns_desk.adapters.journal.review_cases_list._AT_ONCE", 2)
    assert [x.number for x in every_case(five, CaseFilter())] == [5, 4, 3, 2, 1]


def test_a_row_tells_what_a_person_knows_the_case_by(five: ProfileJournal) -> None:
    newest = case_list(five, CaseFilter()).cases[0]
    assert (newest.number, newest.receipts, newest.items) == (5, ("A-1",), ("Red kettle",))
    assert (newest.ending, newest.left, newest.amount) == ("left", "took_too_long", 0)
