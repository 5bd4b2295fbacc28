"""Finds every sentence of the program that the catalogues translate, and where it is said.

Owns what counts as marked: the first words of `text(...)`, `plural(...)` and `N_(...)` in the
windows, the use cases and the wiring, and what a use case raises for a person to mend. Reads the
source and runs none of it, so it needs nothing installed. Run as a program it prints them as a
template for a translator.
"""

from __future__ import annotations

import ast
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE: Final = Path(__file__).parents[2] / "src" / "returns_desk"
SPEAKING: Final = ("application", "bootstrap", "ui")
"""Layers whose sentences are translated; what adapters say of files and formats is English."""
ONE_FORM: Final = frozenset({"text", "N_"})
PLURAL: Final = "plural"
MISTAKES: Final = frozenset({"OperatorMistake", "InvalidInput"})
Named = dict[str, list[str]]
"""Sentences by the name that stands for them in a file."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to translate.

    Attributes:
        english: the key; of a plural the form for one.
        plural: the English form for many; empty where there is one form.
        place: file below the source and line, as "ui/kit/texts.py:18".
    """

    english: str
    plural: str
    place: str


def sentences(source: Path = SOURCE) -> tuple[Sentence, ...]:
    """Return every marked sentence once, in the order of files and lines."""
    found: dict[tuple[str, str], Sentence] = {}
    for layer in SPEAKING:
        for path in sorted((source / layer).rglob("*.py")):
            for sentence in _of_file(path, path.relative_to(source).as_posix()):
                found.setdefault((sentence.english, sentence.plural), sentence)
    return tuple(found.values())


def _of_file(path: Path, shown: str) -> Iterator[Sentence]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = _named_strings(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        for forms in _said(call, told, is_use_case=shown.startswith("application/")):
            yield Sentence(*forms, f"{shown}:{call.lineno}")


def _said(call: ast.Call, told: Named, *, is_use_case: bool) -> Iterator[tuple[str, str]]:
    """The sentences of one call, each with its form for many."""
    name = _name_of(call.func)
    if name == PLURAL and len(call.args) > 1:
        one, many = (next(_strings(each, {}), "") for each in call.args[:2])
        if one and many:
            yield one, many
    elif name in ONE_FORM and call.args:
        yield from ((each, "") for each in _strings(call.args[0], {}) if each)
    elif name in MISTAKES and is_use_case and call.args:
        yield from ((each, "") for each in _strings(call.args[-1], told))


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _named_strings(tree: ast.Module) -> Named:
    """Every sentence that a name of the file stands for: a mistake is often named first."""
    told: Named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            found = [each for value in values for each in _strings(value, {})]
            told.setdefault(_name_of(target), []).extend(found)
    return told


def _strings(node: ast.expr, told: Named) -> Iterator[str]:
    """The sentences an argument can be: itself, either side of a choice, or what a name holds."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body, told)
        yield from _strings(node.orelse, told)
    elif isinstance(node, ast.Name):
        yield from told.get(node.id, ())
    elif isinstance(node, ast.Subscript):
        yield from _strings(node.value, told)


def template(found: tuple[Sentence, ...]) -> str:
    """Write sentences as a gettext template."""
    return "\n".join(_entry(sentence) for sentence in found)


def _entry(sentence: Sentence) -> str:
    lines = [f"#: {sentence.place}", f"msgid {_quoted(sentence.english)}"]
    if sentence.plural:
        lines += [f"msgid_plural {_quoted(sentence.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join([*lines, ""])


def _quoted(sentence: str) -> str:
    return json.dumps(sentence, ensure_ascii=False)


if __name__ == "__main__":
    # In bytes, since a console's own encoding may lack a quotation mark.
    sys.stdout.buffer.write(template(sentences()).encode("utf-8"))
