"""A test of the text itself: lengths, words that must not stand anywhere, files nobody uses.

Owns the rules that no other tool checks; each says where it was broken.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from support.source_text import (
    ROOT,
    prose_of,
    python_files,
    relative,
    spoken_text_files,
    text_files,
    top_level_names,
)

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_FUNCTION_LINES = 70
LONGEST_FILE_LINES = 300
ALLOWED_AT_TOP = {
    *("pyproject.toml", "README.md", "src", "resources", "tests", "packaging"),
    *(".ci", ".git", ".gitignore", ".gitattributes"),
}
# A letter in brackets keeps each rule from matching itself.
UNFINISHED = [
    re.compile(pattern)
    for pattern in (
        r"\b[T]ODO\b",
        r"\b[F]IXME\b",
        r"\b[X]XX\b",
        r"[p]ragma:\s*no\s+cover",
        r"#\s*[t]ype:\s*ignore(?!\[[\w, -]+\]\s+\S)",
        r"#\s*[n]oqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)*\s+\S)",
        r"\b[m]ark\.(skip|flaky)\b",
        r"\b[t]ime\.sleep\b",
    )
]
PLACES_OF_ONE_MACHINE = re.compile(
    r"(?<![\w.~*$}])/(?:[w]ork|[t]mp|[r]oot|[f]arm|[h]ome)/"
    r"|\b[p]ypi\.org|[p]ythonhosted|[r]egistry\.npmjs|\b[d]eb\.debian\.org"
)
AMERICAN = re.compile(
    r"\b(colors?|colored|behaviors?|centers?|centered|canceled|canceling|favorites?|honor(s|ed)?"
    r"|catalogs?|gray|labeled|labeling|modeled|traveled|fulfill(s|ment)?|defenses?|licenses"
    r"|initialize[sd]?|normalize[sd]?|recognize[sd]?|serialize[sd]?|organize[sd]?|analyze[sd]?"
    r"|summarize[sd]?|minimize[sd]?|authorized?|synchronize[sd]?|neighbors?|skeptical)\b",
    re.IGNORECASE,
)


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{relative(path)}:{node.lineno} {node.name} has {length} lines"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION_LINES
    ]

    assert long == []


def test_files_are_short_enough_to_be_read() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}

    long = [f"{relative(path)}: {n}" for path, n in lengths.items() if n > LONGEST_FILE_LINES]

    assert long == []


def test_every_module_says_what_it_owns() -> None:
    silent = [
        relative(path)
        for path in python_files()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


@pytest.mark.parametrize("banned", UNFINISHED, ids=lambda pattern: pattern.pattern[:14])
def test_nothing_is_left_unfinished_or_waved_through(banned: re.Pattern[str]) -> None:
    assert _hits(banned, python_files()) == []


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{relative(path)}:{node.lineno}"
        for path in python_files("src")
        if "cli" not in path.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]

    assert printing == []


def test_no_file_names_a_place_of_one_machine_or_a_registry() -> None:
    assert _hits(PLACES_OF_ONE_MACHINE, text_files()) == []


def test_prose_is_british() -> None:
    american = [
        f"{relative(path)}:{line} {found.group()}"
        for path in [*python_files(), *spoken_text_files()]
        for line, prose in prose_of(path)
        for found in AMERICAN.finditer(prose)
    ]

    assert american == []


def test_the_top_folder_holds_only_what_belongs_there() -> None:
    assert top_level_names() - ALLOWED_AT_TOP == set()


def _hits(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{relative(path)}:{number} {line.strip()[:80]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
