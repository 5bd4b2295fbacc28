"""Spoils JSON for tests: any value anywhere becomes something else, disappears or stands twice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

JUNK = (
    "null",
    "true",
    '""',
    '" "',
    '"x"',
    '"-1.00"',
    "-1",
    "0",
    "7",
    "2.5",
    "1e400",
    "1e99999999999999999999",
    "9" * 5_000,
    '"' + "9" * 60 + '"',
    '"' + "x" * 3_000 + '"',
    '"0.000000000000000000000000000000000001"',
    '"1,000.00"',
    '"\\ud800"',
    '"\\u0000"',
    "NaN",
    "-Infinity",
    "[]",
    "{}",
    "[null]",
    '["x"]',
    "[[]]",
    "[{}]",
    '{"amount": null}',
    '{"amount": "x", "currency": "ZZZ"}',
    '{"shop_money": []}',
    '{"shop_money": {"amount": -3, "currency_code": "JPY"}}',
    "[" * 60 + "]" * 60,
    '"0001-01-01T00:00:00+00:00"',
    '"9999-12-31T23:59:59-14:00"',
    '"2026-02-30T00:00:00Z"',
    '"2026-11-02T10:00:00+99:00"',
    '"2026-11-02T10:00:00"',
    '"4111111111111111"',
)


@dataclass(frozen=True)
class _Raw:
    text: str


@st.composite
def mangled(draw: st.DrawFn, originals: list[Any]) -> str:
    """One of the originals as JSON text, spoilt in up to three places."""
    value = json.loads(json.dumps(draw(st.sampled_from(originals))))
    for _ in range(draw(st.integers(1, 3))):
        places = _places(value)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        way = draw(st.sampled_from(("junk", "remove", "twice")))
        if way == "junk" or isinstance(holder, list):
            holder[key] = _Raw(draw(st.sampled_from(JUNK)))
        elif way == "remove":
            del holder[key]
        else:
            holder[key + " "] = holder[key]
    return _text(value)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a value that can be changed."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], (dict, list)):
            found += _places(value[key])
    return found


def _text(value: Any) -> str:
    if isinstance(value, _Raw):
        return value.text
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, dict):
        # A key with a blank at its end is the same key a second time.
        return (
            "{" + ", ".join(f"{json.dumps(k.strip())}: {_text(v)}" for k, v in value.items()) + "}"
        )
    return json.dumps(value)
