"""How commands print what they found: as one JSON document, or each finding as soon as it is there.

Owns the bytes of JSON that is written for programs. What stands in it is each command's affair.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Finding = TypeVar("Finding")


def say_json(document: Mapping[str, Any], out: TextIO) -> None:
    """Write the document, indented, its text unescaped, and a line's end."""
    out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def say_result(result: object, out: TextIO) -> None:
    """Write a dataclass that came through a Protocol, its fields as keys and its paths as text."""
    fields = asdict(cast("Any", result))
    out.write(json.dumps(fields, ensure_ascii=False, indent=2, default=str) + "\n")


def say_each(
    findings: Iterable[Finding], line_of: Callable[[Finding], str], out: TextIO
) -> list[Finding]:
    """Write a line for each finding as soon as it is there, for who waits; answer all of them."""
    said = []
    for each in findings:
        out.write(line_of(each) + "\n")
        out.flush()
        said.append(each)
    return said
