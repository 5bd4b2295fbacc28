"""Absurd sizes are refused, and each refusal names the limit that was passed."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from fuzz.judging import flaws_of_sentence
from fuzz.seeds import case_texts, copied, small_pack, toml_text
from returns_desk.adapters.case_files import json_text, read_case, scalars, shapes
from returns_desk.adapters.policies import UnusablePack, read_pack
from returns_desk.adapters.policies.reader import LARGEST_FILE_BYTES
from returns_desk.adapters.policies.shapes import MOST_RULES
from returns_desk.domain.errors import InvalidInput

Bend = Callable[[dict[str, Any]], object]


def case_refusal(content: bytes | str) -> InvalidInput:
    with pytest.raises(InvalidInput) as refused:
        read_case(content)
    return refused.value


def repeated(key: str, *path: Any) -> Bend:
    """Lets a list of the case grow past its limit."""

    def grow(case: dict[str, Any]) -> None:
        place: Any = case
        for part in path:
            place = place[part]
        place[key] = place[key] * (limits[key] // len(place[key]) + 1)

    return grow


limits = {
    "sales": shapes.MOST_SALES,
    "lines": shapes.MOST_LINES,
    "tenders": shapes.MOST_TENDERS,
    "items": shapes.MOST_ITEMS,
    "without_receipt": shapes.MOST_ITEMS,
    "history": shapes.MOST_HISTORY,
}


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("sales", ()),
        ("lines", ("sales", 0)),
        ("tenders", ("sales", 0)),
        ("items", ("claim",)),
        ("without_receipt", ("claim",)),
        ("history", ("claim",)),
    ],
)
def test_a_list_past_its_limit_is_refused_with_the_limit(key: str, path: tuple[Any, ...]) -> None:
    case = json.loads(case_texts()[1])
    repeated(key, *path)(case)

    refused = case_refusal(json.dumps(case))

    assert str(limits[key]) in refused.message
    assert refused.pointer.endswith(f"/{key}")


@pytest.mark.parametrize(
    ("place", "text", "limit"),
    [
        ("description", "x" * (scalars.LONGEST_TEXT + 1), scalars.LONGEST_TEXT),
        ("sku", "x" * (scalars.LONGEST_NAME + 1), scalars.LONGEST_NAME),
    ],
)
def test_a_text_past_its_limit_is_refused_with_the_limit(place: str, text: str, limit: int) -> None:
    case = json.loads(case_texts()[0])
    case["sales"][0]["lines"][0][place] = text

    refused = case_refusal(json.dumps(case))

    assert str(limit) in refused.message
    assert refused.pointer == f"/sales/0/lines/0/{place}"


def test_a_case_nested_past_its_limit_is_refused_with_the_limit() -> None:
    deep = "[" * 100_000 + "]" * 100_000

    for text in (deep, json.dumps({"now": json.loads("[" * 60 + "]" * 60)})):
        assert str(json_text.DEEPEST_NESTING) in case_refusal(text).message


def test_a_case_larger_than_its_limit_is_refused_with_the_limit() -> None:
    refused = case_refusal(b" " * (json_text.LARGEST_TEXT_BYTES + 1))

    assert str(json_text.LARGEST_TEXT_BYTES) in refused.message


def pack_refusal(content: bytes) -> UnusablePack:
    with pytest.raises(UnusablePack) as refused:
        read_pack(content, "absurd.toml")
    return refused.value


def test_a_pack_with_too_many_rules_is_refused_with_the_limit(dice_pack: dict[str, Any]) -> None:
    dice_pack["rules"] = [
        {**copied(dice_pack["rules"][0]), "id": f"rule-{n}"} for n in range(MOST_RULES + 1)
    ]

    refused = pack_refusal(toml_text(dice_pack).encode())

    assert refused.pointer == "line 6: rules"
    assert str(MOST_RULES) in refused.message


def test_a_pack_larger_than_its_limit_is_refused_with_the_limit() -> None:
    refused = pack_refusal(b"#" * (LARGEST_FILE_BYTES + 1))

    assert str(LARGEST_FILE_BYTES) in refused.message


@pytest.mark.parametrize("depth", [100, 20_000])
def test_a_pack_nested_too_deep_is_refused(dice_pack: dict[str, Any], depth: int) -> None:
    text = toml_text(dice_pack) + "deep = " + "[" * depth + "]" * depth + "\n"

    problems = pack_refusal(text.encode()).problems

    assert [flaw for p in problems for flaw in flaws_of_sentence(p.place, p.message, b"")] == []


@pytest.fixture
def dice_pack(run_seed: int) -> dict[str, Any]:
    """A small valid pack."""
    return small_pack(Random(run_seed))  # noqa: S311 -- picks rules, no secrets
