"""Owns the look in force: tokens, fonts and style sheet of the one running application.

Qt keeps one style sheet per application, so the kit keeps one look per application too. Widgets
ask here for colours when they paint, and so follow a change of theme by themselves. Must not
know any screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontMetrics

from returns_desk.domain.errors import Defect
from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.fonts import FAMILIES, load_fonts
from returns_desk.ui.kit.tokens import THEME_NAMES, TOKEN_NAMES, Tokens, read_tokens

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

_STYLE_FILES = ("00_base.qss", "10_touch.qss")


@dataclass(slots=True)
class _Look:
    """What the application looks like now."""

    resources: Path
    name: str
    tokens: Tokens
    type_step: int
    colours: dict[str, QColor] = field(default_factory=dict)
    metrics: dict[str, tuple[QFont, QFontMetrics]] = field(default_factory=dict)
    """By role of the type scale; colours and fonts are made once for each look."""


class _Holder:
    """Keeps the look of the running application."""

    look: _Look | None = None


def prepare(app: QApplication, resources: Path, name: str = "light", type_step: int = 0) -> None:
    """Load the fonts from `resources` and put the named theme on the application.

    Call once, before the first widget is made.

    Raises:
        Defect: a resource is missing or broken, or no theme has this name.
    """
    load_fonts(resources)
    _Holder.look = _Look(resources, name, _tokens(resources, name), type_step)
    _restyle(app)


def apply_theme(app: QApplication, name: str, type_step: int | None = None) -> None:
    """Change to another theme, or another step of the type scale, while running.

    Raises:
        Defect: no theme has this name, or `prepare` was not called.
    """
    look = _look()
    step = look.type_step if type_step is None else type_step
    _Holder.look = _Look(look.resources, name, _tokens(look.resources, name), step)
    _restyle(app)


def is_prepared() -> bool:
    """Tell whether `prepare` was called in this process."""
    return _Holder.look is not None


def theme_name() -> str:
    """Return the name of the theme in force."""
    return _look().name


def type_step() -> int:
    """Return the step of the type scale in force."""
    return _look().type_step


def resources_folder() -> Path:
    """Return the resources folder handed to `prepare`."""
    return _look().resources


def colour(role: str) -> QColor:
    """Return the colour that a token has in the theme in force; not to be changed."""
    known = _look().colours
    if role not in known:
        known[role] = QColor(_look().tokens.colour(role))
    return known[role]


def font(role: str) -> QFont:
    """Return the font of a role of the type scale, in the step in force; not to be changed."""
    return _measured(role)[0]


def metrics(role: str) -> QFontMetrics:
    """Return the measures of a role's font, in the step in force."""
    return _measured(role)[1]


def text_width(role: str, text: str) -> int:
    """Return how many pixels wide a text is in a role's font; measured once, asked for often."""
    return _width(role, text, _look().type_step)


@lru_cache(maxsize=8_192)
def _width(role: str, text: str, type_step: int) -> int:  # noqa: ARG001 -- another step is another font
    return metrics(role).horizontalAdvance(text)


def _measured(role: str) -> tuple[QFont, QFontMetrics]:
    look = _look()
    if role not in look.metrics:
        size = sizes.type_size(role, look.type_step)
        made = QFont()
        made.setFamilies(list(FAMILIES))
        made.setPixelSize(size.size)
        made.setBold(size.bold)
        look.metrics[role] = (made, QFontMetrics(made))
    return look.metrics[role]


def style_sheet(resources: Path, tokens: Tokens, type_step: int = 0) -> str:
    """Return the style files with every `$token` filled in.

    Raises:
        Defect: a style file is missing or names a token that does not exist.
    """
    values = {role: tokens.colour(role) for role in TOKEN_NAMES} | _size_values(type_step)
    parts = []
    for name in _STYLE_FILES:
        try:
            template = Template((resources / "styles" / name).read_text(encoding="utf-8"))
            parts.append(template.substitute(values))
        except (OSError, KeyError, ValueError) as error:
            raise Defect(f"The style {name} cannot be used: {error}.") from error
    return "\n".join(parts)


def _restyle(app: QApplication) -> None:
    look = _look()
    app.setFont(font("body"))
    app.setStyleSheet(style_sheet(look.resources, look.tokens, look.type_step))
    for widget in app.allWidgets():
        widget.updateGeometry()
        widget.update()


def _size_values(type_step: int) -> dict[str, str]:
    lengths = {
        name.lower(): f"{value}px" for name, value in vars(sizes).items() if isinstance(value, int)
    }
    types = {
        f"type_{role}": f"{sizes.type_size(role, type_step).size}px" for role in sizes.TYPE_SCALE
    }
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    return lengths | types | {"families": families}


def _tokens(resources: Path, name: str) -> Tokens:
    if name not in THEME_NAMES:
        raise Defect(f"There is no theme {name!r}. Known: {', '.join(THEME_NAMES)}.")
    return read_tokens(resources / "themes" / f"{name}.toml")


def _look() -> _Look:
    if _Holder.look is None:
        raise Defect("The theme was used before prepare() was called.")
    return _Holder.look
