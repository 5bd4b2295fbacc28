"""Which events the program records: type and version, read from the source of every module.

Owns the looking at calls that record an event. A call whose type or version can't be told from
constants fails with its place, so that none goes unnoticed.
"""

import ast
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

SOURCE = Path(__file__).resolve().parents[3] / "src"
RECORDERS = frozenset({"note", "note_aside", "note_for", "note_about", "_noted"})
"""Functions that hand on what they were given; a call of them says the type."""

PLACES = {
    "NewEvent": (0, 4),
    "note": (0, 2),
    "note_aside": (0, 2),
    "note_for": (1, 9),
    "note_about": (2, 9),
    "_noted": (0, 3),
}
"""Where type and version stand among the arguments."""

OTHER_NOTES = ("adapters/sales/", "application/policy_lab/", "ui/")
"""Where a note is another thing than an event."""

ERRANDS = "application/handing_over_rounds.py"
"""Its `_note` takes the type third."""


def recorded_types() -> set[tuple[str, int]]:
    """Every (type, version) that some module records."""
    return {
        found
        for path in sorted((SOURCE / "returns_desk").rglob("*.py"))
        if not path.relative_to(SOURCE / "returns_desk").as_posix().startswith(OTHER_NOTES)
        for found in _recorded_by(path)
    }


def _recorded_by(path: Path) -> Iterator[tuple[str, int]]:
    text = path.read_text(encoding="utf-8")
    if not any(f"{name}(" in text for name in PLACES):
        return
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    module = importlib.import_module(name.removesuffix(".__init__"))
    is_errand = path.as_posix().endswith(ERRANDS)
    places = {"_note": (2, 9)} if is_errand else PLACES
    for call in _calls(ast.parse(text), RECORDERS | ({"_note"} if is_errand else set()), places):
        type_place, version_place = places[_called(call)]
        kinds = _values(_argument(call, type_place, "type"), module)
        versions = _values(_argument(call, version_place, "version"), module) or {1}
        assert kinds, f"{path}:{call.lineno}: an event whose type can't be told from constants"
        yield from ((str(kind), int(str(version))) for kind in kinds for version in versions)


def _calls(
    tree: ast.AST, recorders: frozenset[str], places: Mapping[str, object]
) -> Iterator[ast.Call]:
    """Calls that record, outside the functions that only hand on."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef) and node.name in recorders:
            continue
        if isinstance(node, ast.Call) and _called(node) in places:
            yield node
        yield from _calls(node, recorders, places)


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    named = [each.value for each in call.keywords if each.arg == name]
    return named[0] if named else call.args[place] if place < len(call.args) else None


def _values(node: ast.expr | None, module: ModuleType) -> set[object]:
    """What a constant, a name of the module or an entry of a table of it may stand for."""
    match node:
        case ast.Constant(value=value):
            return {value}
        case ast.Name(id=name):
            return {getattr(module, name)} if hasattr(module, name) else set()
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if hasattr(module, owner):
            return {getattr(getattr(module, owner), name)}
        case ast.Subscript(value=ast.Name(id=name)):
            return set(getattr(module, name).values())
        case _:
            return set()
