"""Owns the colour tokens of a theme, read from TOML and validated; knows no Qt.

A token is a role ("ink2"), never a colour name, so that three themes can fill the same roles.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from returns_desk.domain.errors import Defect

if TYPE_CHECKING:
    from pathlib import Path

THEME_NAMES: Final = ("light", "dark", "high_contrast")
_LINEAR_BELOW: Final = 0.04045  # of the sRGB curve, as WCAG defines it
_HEX: Final = re.compile(r"#[0-9A-F]{6}")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour role of one theme as #RRGGBB."""

    canvas: str
    surface: str
    sunken: str
    ink: str
    ink2: str
    line: str
    edge: str
    primary: str
    on_primary: str
    primary_tint: str
    now: str
    now_tint: str
    manager: str
    on_manager: str
    manager_tint: str
    none: str
    none_tint: str
    attention: str
    attention_tint: str
    bad: str
    bad_tint: str
    focus: str

    def colour(self, role: str) -> str:
        """Return the colour of a role.

        Raises:
            Defect: the role does not exist.
        """
        if role not in TOKEN_NAMES:
            raise Defect(f"There is no colour role {role!r}. Known: {', '.join(TOKEN_NAMES)}.")
        return str(getattr(self, role))


TOKEN_NAMES: Final = tuple(field.name for field in fields(Tokens))


def read_tokens(path: Path) -> Tokens:
    """Read one theme file.

    Raises:
        Defect: the file is missing, is not TOML, or lacks, misspells or doubles a role.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Defect(f"The theme {path.name} cannot be read: {error}.") from error
    colours = document.get("colours")
    if not isinstance(colours, dict):
        raise Defect(f"The theme {path.name} has no [colours] table.")
    return _checked(path.name, colours)


def _checked(file_name: str, colours: dict[str, object]) -> Tokens:
    different = set(colours) ^ set(TOKEN_NAMES)
    if different:
        raise Defect(f"The theme {file_name} lacks or misspells: {', '.join(sorted(different))}.")
    for role, value in colours.items():
        if not (isinstance(value, str) and _HEX.fullmatch(value)):
            raise Defect(
                f"The theme {file_name} needs #RRGGBB in capitals for {role}, not {value!r}."
            )
    return Tokens(**{role: str(value) for role, value in colours.items()})


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two #RRGGBB colours, from 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
