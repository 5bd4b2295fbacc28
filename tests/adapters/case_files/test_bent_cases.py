"""Whatever is done to a case's text, the reader answers or refuses in one sentence."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.case_files import read_case
from returns_desk.domain.errors import InvalidInput
from support.shelf_case import shelf_case

odd_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "-0", "1e9", "0x1", "NaN", "\ud800", "2026-11-21T18:40:60Z", "a/b"]),
    st.just([]),
    st.just({}),
    st.just([[{}]]),
)


def places_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        inside = list(value.items())
    else:
        inside = list(enumerate(value)) if isinstance(value, list) else []
    for key, each in inside:
        found += places_of(each, (*path, key))
    return found


@given(st.data())
def test_a_bent_value_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    case = shelf_case()
    *parents, last = data.draw(st.sampled_from(places_of(case)))
    place: Any = case
    for part in parents:
        place = place[part]
    if data.draw(st.booleans()):
        place[last] = data.draw(odd_values)
    else:
        del place[last]

    refusal_is_one_line(json.dumps(case))


@given(st.data())
def test_bent_bytes_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    text = bytearray(json.dumps(shelf_case()).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    refusal_is_one_line(bytes(text))


def refusal_is_one_line(text: bytes | str) -> None:
    message = refusal_of(text)

    assert message is None or len(message.splitlines()) == 1
    assert message is None or len(message) < 300


def refusal_of(text: bytes | str) -> str | None:
    try:
        read_case(text)
    except InvalidInput as refused:
        return refused.message
    return None
