"""Owns the order in which Tab goes through the window's parts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


def order_tabs(window: QWidget, first: QWidget, parts: Iterable[QWidget]) -> None:
    """Lead Tab from the first widget through all parts in their order."""
    widgets = [first]
    for part in parts:
        widgets += [each for each in (part, *part.findChildren(QWidget)) if _takes_tab(each)]
    known = [each for each in dict.fromkeys(widgets) if each.window() is window]
    for one, other in pairwise(known):
        QWidget.setTabOrder(one, other)


def _takes_tab(widget: QWidget) -> bool:
    # Most are hidden or take no focus at all; to ask what kind of focus is the dearer question.
    return not widget.isHidden() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
