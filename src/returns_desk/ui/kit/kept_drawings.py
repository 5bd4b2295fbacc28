"""Owns drawings that were made once: the same button at the same size is not drawn again.

A board has dozens of buttons and chips, and most say the same for every customer. Must not know
what is drawn: whoever asks names it.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from returns_desk.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtWidgets import QWidget

    Drawing = Callable[[QPainter], None]

MOST_KEPT: Final = 400
"""Of some 25 KB each."""
_kept: OrderedDict[Hashable, QPixmap] = OrderedDict()


def draw_kept(widget: QWidget, name: Hashable, drawing: Drawing) -> None:
    """Draw over the whole of a widget, from inside its paintEvent, what this name stands for.

    The name must say everything that the drawing hangs on, but for size, theme and type step.
    """
    painter = QPainter(widget)
    # What is painted on is not always the screen that the widget is on: a picture has pixels of
    # its own.
    ratio = painter.paintEngine().paintDevice().devicePixelRatio()
    size = widget.size().toTuple()
    known = (name, size, ratio, theme.theme_name(), theme.type_step())
    picture = _kept.get(known)
    if picture is None:
        picture = _kept[known] = _drawn(widget, ratio, drawing)
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    else:
        _kept.move_to_end(known)
    painter.drawPixmap(0, 0, picture)
    painter.end()


def _drawn(widget: QWidget, ratio: float, drawing: Drawing) -> QPixmap:
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing(painter)
    painter.end()
    return picture
