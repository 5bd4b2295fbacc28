"""Search over a real journal: newest first, in step with the last event, never in the way of it."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.journal.journal_kit import RECEIPT, event, item, open_journal, tamper, whole_return
from returns_desk.adapters.journal import JournalReader, SqliteJournal, search_index
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.search_words import words
from returns_desk.application.ports import Json, NewEvent
from returns_desk.domain.errors import EnvironmentFault


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    with open_journal(tmp_path) as opened:
        yield opened


def case(number: int, description: str, reason: str = "faulty", **more: Json) -> list[NewEvent]:
    goods: dict[str, Json] = {**item(), "description": description, "reason": reason, **more}
    case_id = f"case-{number}"
    return [
        event("case_opened", case_id, number=number),
        event("receipt_added", case_id, receipt=f"{RECEIPT}{number}", keyed_in=False),
        event("claim_changed", case_id, items=[goods]),
        event("plan_made", case_id, key=f"key-{number}", legs=[], items=[goods]),
    ]


def found(journal: JournalReader, text: str, limit: int = 20) -> list[int | None]:
    return [each.number for each in journal.search(text, limit)]


def test_cases_are_found_by_everything_that_names_them(journal: SqliteJournal) -> None:
    journal.append(*case(1, "Kohvikann", sku="KANN-7", gtin="00012345678905"))
    journal.append(event("leg_booked", "case-1", key="key-1", leg=1, amount=1, reference="R/77-b"))
    journal.append(*case(2, "Plums", "spoiled"))

    for text in (f"{RECEIPT}1", "kann-7", "00012345678905", "r/77-b", "kohvikann", "faulty mara"):
        assert found(journal, text) == [1]


def test_the_newest_case_comes_first_and_no_more_than_asked_for(journal: SqliteJournal) -> None:
    for number in range(1, 6):
        journal.append(*case(number, "Kettle"))

    assert found(journal, "kettle") == [5, 4, 3, 2, 1]
    assert found(journal, "kettle", limit=2) == [5, 4]


def test_all_words_are_wanted_though_they_came_in_different_events(journal: SqliteJournal) -> None:
    journal.append(*case(1, "Kettle", "faulty"), *case(2, "Kettle", "spoiled"))

    assert found(journal, "spoiled kettle") == [2]
    assert found(journal, "spoiled kettle teapot") == []


@pytest.mark.parametrize("typed", ["ounapuu KIRSIS", "Õunapuu ķirsis", "ՎԱՐԴ ԵՎ", "katki", "թերի"])
def test_any_language_is_found_without_its_diacritics(journal: SqliteJournal, typed: str) -> None:
    journal.append(*case(1, "Õunapuu, ķirsis, վարդ և այլն", "faulty"))

    assert found(journal, typed) == [1]


def test_the_beginning_of_a_word_is_enough_where_no_case_has_the_word(
    journal: SqliteJournal,
) -> None:
    journal.append(*case(1, "Kettles"), *case(2, "Ket"))

    assert found(journal, "kettl") == [1]
    assert found(journal, "ket") == [2]
    assert found(journal, RECEIPT[:14]) == [2, 1]


def test_what_was_recorded_a_moment_ago_is_found(journal: SqliteJournal) -> None:
    journal.append(*case(1, "Kettle"))
    before = found(journal, "teapot")

    goods: dict[str, Json] = {**item(), "description": "Teapot"}
    journal.append(event("plan_made", "case-1", key="key-1", legs=[], items=[goods]))

    assert before == []
    assert found(journal, "teapot kettle") == [1]


def test_a_case_is_known_again_by_what_is_found(journal: SqliteJournal) -> None:
    journal.append(*whole_return(), *case(2, "Kettle"))

    (kettle,) = journal.search("kettle")
    (first,) = journal.search("refund/other_card")

    assert (kettle.items, kettle.reasons) == (("Kettle",), ("faulty",))
    assert kettle.receipts == (f"{RECEIPT}2",)
    assert (first.outcome, first.amount, first.operator) == ("refund/other_card", 2136, "mara")


def test_words_of_boards_find_nothing(journal: SqliteJournal) -> None:
    journal.append(*case(1, "Kettle"))
    board: dict[str, Json] = {"options": [{"description": "everywhere", "reason": "everywhere"}]}
    journal.append(event("board_shown", "case-1", digest="d", board=board, numbers={}))
    journal.append(event("escalation_raised", "case-1", triggers=["declined_all"], board=board))

    assert found(journal, "everywhere") == []
    assert found(journal, "declined_all") == [1]


def test_a_reader_beside_the_writer_finds_the_same(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*case(1, "Kettle"))
        with JournalReader(journal.path, AnchorFile(tmp_path / "anchor.json")) as reader:
            first = found(reader, "kettle")
            journal.append(*case(2, "Kettle"))

            assert first == [1]
            assert found(reader, "kettle") == found(journal, "kettle") == [2, 1]


def damage(path: Path) -> None:
    path.write_bytes(b"not a database" * 1_000)


def damage_inside(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE found_data SET block = x'0102' WHERE id > 10")
        connection.commit()


@pytest.mark.parametrize("harm", [Path.unlink, damage, damage_inside])
def test_an_index_that_is_lost_or_damaged_is_made_again(tmp_path: Path, harm: object) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*case(1, "Kettle"))
        assert found(journal, "kettle") == [1]
    assert callable(harm)
    harm(tmp_path / "search.db")

    with open_journal(tmp_path) as journal:
        assert found(journal, "kettle") == [1]


def test_the_index_of_another_journal_is_made_again(tmp_path: Path) -> None:
    for name, goods in (("one", "Kettle"), ("two", "Teapot")):
        (tmp_path / name).mkdir()
        with open_journal(tmp_path / name) as journal:
            journal.append(*case(1, goods), *case(2, goods))
            assert found(journal, goods) == [2, 1]
    shutil.copy(tmp_path / "one" / "search.db", tmp_path / "two" / "search.db")

    with open_journal(tmp_path / "two") as journal:
        assert found(journal, "kettle") == []
        assert found(journal, "teapot") == [2, 1]


def rows_of(path: Path) -> Sequence[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT case_id, words FROM case_words ORDER BY id").fetchall()


def test_a_rebuild_makes_the_same_index(journal: SqliteJournal, tmp_path: Path) -> None:
    for each in [*case(1, "Kettle"), *case(2, "Teapot"), *whole_return("case-1", 1)]:
        journal.append(each)
        journal.search("kettle")
    followed = rows_of(tmp_path / "search.db")

    journal.rebuild()

    assert rows_of(tmp_path / "search.db") == followed
    assert found(journal, "kettle") == [1]


def test_an_index_made_in_many_commits_is_searched_in_one_piece(
    journal: SqliteJournal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "EVENTS_PER_COMMIT", 2)
    journal.append(*case(1, "Kettle"), *case(2, "Kettle"))

    assert found(journal, "kettle") == [2, 1]

    with closing(sqlite3.connect(tmp_path / "search.db")) as connection:
        pieces = connection.execute("SELECT count(DISTINCT segid) FROM found_idx").fetchone()
    assert pieces == (1,)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_case_is_found_by_any_word_of_its_goods(journal: SqliteJournal, text: str) -> None:
    number = journal.next_case_number()
    journal.append(*case(number, text))

    for word in text.split():
        if any(words(word)):
            assert number in found(journal, word, limit=1)


def test_an_event_that_cannot_be_read_is_named_in_one_sentence(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*case(1, "Kettle"))
    forge = 'UPDATE events SET envelope = \'{"type":"x"}\' WHERE sequence = 3'
    tamper(tmp_path / "journal.db", lambda connection: connection.execute(forge))

    with open_journal(tmp_path) as journal, pytest.raises(EnvironmentFault) as refused:
        journal.search("kettle")

    assert "event 3 is not as it was recorded" in refused.value.message
    assert str(tmp_path / "journal.db") in refused.value.message
