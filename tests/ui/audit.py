"""Looks over what is in sight as a screen reader, a finger and a reader of small type would.

Owns the measures; what they are taken of, and what they must come to, is the tests'.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from returns_desk.ui.kit.touch_pill import TouchPill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject

T = TypeVar("T", bound=QWidget)
TOUCH_LEAST = 44
PLACEHOLDER_MARGIN = 8
"""Pixels that a line edit keeps free around its text."""
ROLES = {
    QAbstractButton: {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ButtonMenu,
    },
    QLineEdit: {QAccessible.Role.EditableText},
    QComboBox: {QAccessible.Role.ComboBox},
    TouchPill: {QAccessible.Role.Button},
}
KINDS = tuple(ROLES)


def shown(window: QWidget, kind: type[T]) -> list[T]:
    """The visible widgets of a kind."""
    found: list[QObject] = window.findChildren(kind)
    return [each for each in found if isinstance(each, kind) and each.isVisible()]


def interactive(window: QWidget) -> list[QWidget]:
    """Everything that takes a touch or a key: buttons, fields, choices, pills with a detail."""
    every = [each for each in shown(window, QWidget) if isinstance(each, KINDS)]
    return [each for each in every if not isinstance(each, TouchPill) or each.detail()]


def spoken(widget: QWidget) -> str:
    """What a screen reader says of it; of a choice Qt says what is chosen, and the name apart."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def name_faults(window: QWidget) -> Iterator[str]:
    """Elements without a name, with their object's name, or with another's name."""
    elements = interactive(window)
    names = Counter(spoken(each) for each in elements)
    for each in elements:
        name, objects = spoken(each), each.objectName()
        if not name.strip():
            yield f"{told(each)} has no name"
        elif name == objects or (len(name) > 1 and name in objects.split(".")):
            yield f"{told(each)} is named by its object name"
        elif names[name] > 1:
            yield f"{told(each)} is not the only {name!r}"
        if not objects:
            yield f"{told(each)} has no object name"


def role_faults(window: QWidget) -> Iterator[str]:
    """Elements that a screen reader takes for something else."""
    for each in interactive(window):
        wanted = next(roles for kind, roles in ROLES.items() if isinstance(each, kind))
        role = QAccessible.queryAccessibleInterface(each).role()
        if role not in wanted:
            yield f"{told(each)} has role {role}"


def focus_faults(window: QWidget) -> Iterator[str]:
    """Elements that Tab never comes to, from the scan field round to it again."""
    reached: set[QWidget] = set()
    widget: QWidget | None = window.nextInFocusChain()
    while widget is not None and widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    for each in interactive(window):
        takes_tab = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.isEnabled()
        if each.isEnabled() and (each not in reached or not takes_tab) and not is_promise(each):
            yield f"{told(each)} can't be reached by Tab"


def is_promise(widget: QWidget) -> bool:
    """Whether it is the visible promise of a card that is a target as a whole."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractButton):
            return bool(parent.focusPolicy() & Qt.FocusPolicy.TabFocus)
        parent = parent.parentWidget()
    return False


def small_targets(window: QWidget) -> Iterator[str]:
    """What a finger may miss: less than 44 px high or wide."""
    for each in interactive(window):
        if min(each.width(), each.height()) < TOUCH_LEAST:
            yield f"{told(each)} is {each.width()} by {each.height()}"


def outside(window: QWidget) -> Iterator[str]:
    """What is in nobody's sight and can't be scrolled to: beyond its parent's edges."""
    for each in (*interactive(window), *shown(window, QLabel)):
        place = QRect(each.mapTo(window, QPoint(0, 0)), each.size())
        if is_scrolled(each) or window.rect().contains(place):
            continue
        yield f"{told(each)} lies beyond the window: {place.getRect()}"


def is_scrolled(widget: QWidget) -> bool:
    """Whether a scroll area holds it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def cut_texts(window: QWidget) -> Iterator[str]:
    """What is shown and does not fit: texts, buttons, prompts, columns."""
    for label in shown(window, QLabel):
        if label.text() and is_cut(label):
            yield f"{label.text()!r} is cut: {label.size().toTuple()}"
    for button in shown(window, QAbstractButton):
        if button.text() and button.width() < button.minimumSizeHint().width():
            yield f"{button.text()!r} is cut on its button"
    for field in shown(window, QLineEdit):
        margins = field.textMargins()
        room = field.width() - margins.left() - margins.right() - PLACEHOLDER_MARGIN
        if field.fontMetrics().horizontalAdvance(field.placeholderText()) > room:
            yield f"{field.placeholderText()!r} is cut in its field"
    for column in shown(window, QScrollArea):
        if column.horizontalScrollBar().maximum() > 0:
            yield f"{column.objectName()} scrolls sideways"


def is_cut(label: QLabel) -> bool:
    """Whether a text is taller or wider than its place."""
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


def told(widget: QWidget) -> str:
    """How a fault names an element."""
    return f"{type(widget).__name__} {widget.objectName() or '?'} {widget.accessibleName()[:40]!r}"
