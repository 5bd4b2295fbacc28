"""Reads the project's own files for the tests of architecture.

Owns which files are the project's: all but what .gitignore names. Needs no git, so that it works
in an unpacked archive too.
"""

from __future__ import annotations

import ast
import fnmatch
import io
import re
import tokenize
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
TEXT_SUFFIXES = {
    *(".py", ".toml", ".md", ".txt", ".json", ".jsonl", ".csv", ".qss", ".svg", ".po", ".pot"),
    *(".spec", ".sh", ".yaml", ".yml", ".nsi", ".iss", ".cfg", ""),
}
QUOTED_CODE = re.compile(r"``?[^`]*``?")


def python_files(under: str = "") -> list[Path]:
    """Every module of the project, or of one of its folders."""
    return [path for path in _all_files() if path.suffix == ".py" and _is_under(path, under)]


def text_files() -> list[Path]:
    """Every file that people write."""
    return [path for path in _all_files() if path.suffix in TEXT_SUFFIXES]


def spoken_text_files() -> list[Path]:
    """Files of prose besides modules."""
    return [path for path in _all_files() if path.suffix == ".md"]


def top_level_names() -> set[str]:
    """What lies in the project's folder, ignored things left out."""
    return {path.name for path in ROOT.iterdir() if not _is_ignored(path)}


def relative(path: Path) -> str:
    """The path as people write it, from the project's folder."""
    return path.relative_to(ROOT).as_posix()


def prose_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line number and text of what is prose: docstrings, comments, Markdown; quotes out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from ((n, QUOTED_CODE.sub("", line)) for n, line in enumerate(text.splitlines(), 1))
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], QUOTED_CODE.sub("", token.string)
    for node in ast.walk(ast.parse(text)):
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, documented) and (docstring := ast.get_docstring(node)):
            yield getattr(node, "lineno", 1), QUOTED_CODE.sub("", docstring)


@cache
def _all_files() -> tuple[Path, ...]:
    found: list[Path] = []
    waiting = [ROOT]
    while waiting:
        for path in waiting.pop().iterdir():
            if path.name == ".git" or _is_ignored(path):
                continue
            (waiting if path.is_dir() else found).append(path)
    return tuple(sorted(found))


@cache
def _ignored_patterns() -> tuple[str, ...]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return tuple(line.rstrip("/") for line in lines if line and not line.startswith("#"))


def _is_ignored(path: Path) -> bool:
    return any(fnmatch.fnmatch(path.name, pattern) for pattern in _ignored_patterns())


def _is_under(path: Path, folder: str) -> bool:
    return not folder or path.relative_to(ROOT).parts[0] == folder
