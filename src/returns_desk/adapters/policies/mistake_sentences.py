"""What TOML and pydantic found wrong in a pack, as sentences for a shop owner.

Owns the words of syntax and shape. What rules mean is judged elsewhere.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from returns_desk.adapters.policies.problems import nearest, quoted
from returns_desk.adapters.policies.shapes import PackShape, RuleShape, SettingsShape, Strict

LONGEST_WORDS = 120
"""What the TOML reader said is cut here."""

SYNTAX_MENDS = (
    (
        "Invalid date",
        "there is no such day; write it bare and with two digits each, like 2026-11-21",
    ),
    ("Invalid value", 'a value is missing or lacks its quotes; write words as "words"'),
    ("Unclosed array", "a [ has no ]; close it on this line or one above"),
    (
        "Unclosed inline table",
        'a { has no }, or a value in it lacks its quotes; write days like "01-31" in quotes',
    ),
    ("Unterminated string", 'a " has no partner; close it on this line or one above'),
    ("Illegal character '\\n'", 'a " has no partner; close it on this line or one above'),
    ("Cannot overwrite", "a key is there twice; keep one of them"),
    ("Duplicate inline table key", "a key is there twice; keep one of them"),
    ("Cannot declare", "a table is there twice; rules begin with [[rules]] in double brackets"),
    ("Expected '=' after", 'write key = "value"'),
    ("Expected newline", "something stands behind the value; remove it or put # before it"),
    ("Expected ']", "the brackets of a table do not match; write [[rules]] or [settings]"),
)
"""What the reader of TOML says, and what a person does about it."""

PATTERN_MENDS = {
    "id": "only small letters a to z, digits, - and _, like my-shop-30-days",
    "code": "only small letters a to z, digits and _, like within_return_window",
    "jurisdiction": "a country, or country and state, like EE or US-MN",
}


def syntax_problem(message: str) -> tuple[str, str]:
    """Place and sentence of what the TOML reader refused."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    place = f"line {found.group(1)}" if found else "end of the file"
    words = " ".join(re.sub(r"\s*\(at .*\)", "", message).split())[:LONGEST_WORDS]
    mend = next((mend for said, mend in SYNTAX_MENDS if words.startswith(said)), None)
    if mend is not None:
        return place, f"is no TOML: {mend}."
    return place, f"is no TOML ({words}); compare the line with a pack that ships with the program."


def said_once(errors: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The errors without those of the other way in which the same value may be written."""
    return [each for each in errors if not _is_of_another_way(each)]


def _is_of_another_way(error: Mapping[str, Any]) -> bool:
    way = str(error["loc"][-1]) if error["loc"] else ""
    is_table = isinstance(error.get("input"), dict)
    if error["type"] in {"string_type", "list_type"} and way.startswith(("str", "list[")):
        return is_table
    return error["type"] == "dict_type" and way.startswith("dict[")


def key_path(location: Sequence[int | str]) -> str:
    """The place as the file's owner would write it: `rules[3].when`."""
    path = ""
    last = len(location) - 1
    for index, part in enumerate(location):
        if part == "str" and index == last and location[0] == "settings":
            continue
        if isinstance(part, int):
            path += f"[{part}]"
        elif not part.startswith(("list[", "dict[", "function-", "nullable", "[key]")):
            path += f".{part}" if path else part
    return path


def shape_sentence(error: Mapping[str, object]) -> str:
    """What is wrong with one value, and the mend."""
    kind, location = error["type"], error["loc"]
    if kind == "missing":
        return "is missing; add it."
    if kind == "extra_forbidden" and isinstance(location, tuple):
        return f"is no key of this table; {nearest(location[-1], _keys_beside(location))}"
    context = error.get("ctx")
    if kind in {"less_than_equal", "greater_than_equal"} and isinstance(context, Mapping):
        bound = "at most" if "le" in context else "at least"
        return f"must be {bound} {context.get('le', context.get('ge'))}; write another number."
    if kind == "literal_error" and isinstance(context, Mapping):
        return f"{quoted(error['input'])} is not among {context['expected']}; write one of them."
    if kind == "string_pattern_mismatch" and isinstance(location, tuple):
        return _pattern_sentence(error.get("input"), str(location[-1]))
    known = {
        "string_type": f"must be text in quotes; {_in_quotes(error.get('input'))}.",
        "bool_type": "must be true or false; write one of them without quotes.",
        "int_type": "must be a whole number; write it without quotes and without a point.",
        "date_type": "must be a date; write it bare, like 2026-11-21.",
        "list_type": f"must be a list; {_in_brackets(error)}.",
        "dict_type": "must be a table; write it in braces.",
        "model_type": "must be a table; write [[rules]] above its keys.",
    }
    return known.get(str(kind), f"{error['msg']}; mend it.")


def _pattern_sentence(value: object, key: str) -> str:
    mend = PATTERN_MENDS.get(key, "only what the packs that ship have there")
    return f"{quoted(value)} has signs that may not stand here; write {mend}."


def _in_quotes(value: object) -> str:
    """The value as it should be written, where it can be shown."""
    if isinstance(value, bool | list | dict):
        return 'put "…" around it'
    return f'write "{quoted(value)[1:-1]}"'


def _in_brackets(error: Mapping[str, object]) -> str:
    if error["loc"] == ("rules",):
        return "write [[rules]], in double brackets, above each rule"
    value = error.get("input")
    example = f', like ["{quoted(value)[1:-1]}"]' if isinstance(value, str) else ""
    return f"write it in square brackets{example}"


def _keys_beside(location: tuple[int | str, ...]) -> list[str]:
    """The keys that the table at that place knows."""
    tables: dict[str, type[Strict]] = {"rules": RuleShape, "settings": SettingsShape}
    table = tables.get(str(location[0]), PackShape) if len(location) > 1 else PackShape
    return sorted(table.model_fields)
