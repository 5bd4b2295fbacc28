"""Names are found by their parts, and people.db holds none of them in clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.adapters.people.name_index import NameIndex, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = bytes(range(32))


@pytest.fixture
def people(tmp_path: Path) -> Iterator[SqlitePeopleStore]:
    with SqlitePeopleStore(tmp_path / "people.db", KEY) as store:
        for case_id, name in {
            "c1": "Õie Kõrvemägi",
            "c2": "Jānis Bērziņš",
            "c3": "Անի Հակոբյան",
            "c4": "Oie Berzins",
        }.items():
            store.put(case_id, {"name": name, "story": "x"})
        yield store


@pytest.mark.parametrize(
    ("typed", "cases"),
    [
        ("korvemagi", ("c1",)),
        ("KÕRVEMÄGI, õie", ("c1",)),
        ("oie", ("c1", "c4")),
        ("berzins", ("c2", "c4")),
        ("հակոբյան", ("c3",)),
        ("oie korvemagi berzins", ()),
        ("korve", ()),
        ("", ()),
    ],
)
def test_a_name_is_found_by_whole_parts(
    people: SqlitePeopleStore, typed: str, cases: tuple[str, ...]
) -> None:
    assert people.find(typed) == cases


def test_a_changed_name_is_no_longer_found_by_the_old_one(people: SqlitePeopleStore) -> None:
    people.put("c1", {"name": "Õie Tamm"})

    assert people.find("korvemagi") == ()
    assert people.find("tamm") == ("c1",)


def test_no_file_holds_a_part_of_a_name(people: SqlitePeopleStore, tmp_path: Path) -> None:
    every = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    for part in ("Kõrvemägi", "korvemagi", "oie", "berzins", "հակոբյան"):
        assert part.encode() not in every
    assert people.find("oie")


def test_under_another_key_the_same_name_has_another_hash() -> None:
    assert not NameIndex(KEY).tokens("Oie Tamm") & NameIndex(bytes(32)).tokens("Oie Tamm")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_a_name_and_its_parts_fit_in_any_order(one: str, other: str) -> None:
    assert parts_of(f"{one} {other}") == parts_of(f"{other} {one}")
    assert parts_of(one) <= parts_of(f"{one} {other}")
