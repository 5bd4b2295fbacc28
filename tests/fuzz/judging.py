"""What a refusal must be: one clear sentence with its place, in no program's spelling.

Owns the judgement of one input by one reader; which inputs there are is `fuzz.inputs`'.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import UnusablePack, read_pack
from returns_desk.domain.errors import InvalidInput

LONGEST_SENTENCE, LONGEST_PLACE = 400, 300
SPELLINGS = re.compile(
    r"\b(?:True|False|None|NoneType|inf|nan|dict|tuple|frozenset|Decimal|datetime)\b"
    r"|\[type=|<class|\bobject at 0x|Traceback|Input should|pydantic"
)
"""Python's and its libraries' spellings; in a sentence only where the input itself has them."""

QUOTED = re.compile(r"'.*'")
WHOLE_FILE = ("larger than", "nested", "object", "UTF-8", "JSON", "TOML", "key", "number")
"""A refusal of the whole input may have no place; it then speaks of one of these."""


def flaws_of_case(content: bytes) -> list[str]:
    """What is wrong with how the reader of cases took this; nothing where it was read."""
    try:
        read_case(content)
    except InvalidInput as refused:
        found = flaws_of_sentence(refused.pointer, refused.message, content)
        if not points_into(content, refused.pointer):
            found.append(f"the place {refused.pointer!r} is not there")
        return found
    return []


def flaws_of_pack(content: bytes) -> list[str]:
    """What is wrong with how the reader of packs took this; nothing where it was read."""
    try:
        read_pack(content, "bent.toml")
    except UnusablePack as refused:
        problems = [(problem.place, problem.message) for problem in refused.problems]
        return [flaw for each in problems for flaw in flaws_of_sentence(*each, content)]
    return []


def flaws_of_sentence(place: str, message: str, content: bytes) -> list[str]:
    """What is wrong with one refusal."""
    told = f"{place}: {message}"
    plain = QUOTED.sub("''", message)
    text = content.decode("utf-8", "replace")
    checks = {
        "more than one line": len(told.splitlines()) != 1,
        "no end": not message.endswith((".", "?")),
        "more than one sentence": bool(re.search(r"[.?!] [A-Z]", plain)),
        "too long": len(message) > LONGEST_SENTENCE or len(place) > LONGEST_PLACE,
        "no place": not place and not any(word in message for word in WHOLE_FILE),
        "a program's spelling": any(found not in text for found in SPELLINGS.findall(message)),
    }
    return [f"{name}: {told[:LONGEST_SENTENCE]}" for name, is_so in checks.items() if is_so]


def points_into(content: bytes, pointer: str) -> bool:
    """Whether a JSON pointer names a place, or a key that could stand where it points."""
    if not pointer.startswith("/"):
        return True
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except ValueError:
        return True
    *parents, _ = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return _is_there(value, parents)


def _is_there(value: Any, parts: Iterable[str]) -> bool:
    for part in parts:
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict) and part in value:
            value = value[part]
        else:
            return False
    return isinstance(value, dict | list)
