"""Owns the flat shapes of the desk: rounded grounds, borders, group bars; holds no state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from returns_desk.ui.kit import sizes, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Shape:
    """How a rounded ground is drawn; colours are token roles ("" draws none), lengths pixels."""

    ground: str = "surface"
    border: str = "line"
    border_width: int = sizes.BORDER
    radius: int = sizes.RADIUS_PANEL
    dashed: bool = False
    bar: str = ""


def paint_shape(widget: QWidget, shape: Shape) -> None:
    """Draw a shape over the whole of a widget, from inside its paintEvent."""
    painter = QPainter(widget)
    draw_shape(painter, widget.rect(), shape)
    painter.end()


def draw_shape(painter: QPainter, where: QRect | QRectF, shape: Shape) -> None:
    """Draw ground, group bar and border; the bar is clipped to the rounded corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = shape.border_width / 2
    inside = QRectF(where).adjusted(half, half, -half, -half)
    path = QPainterPath()
    path.addRoundedRect(inside, shape.radius, shape.radius)
    if shape.ground:
        painter.fillPath(path, theme.colour(shape.ground))
    painter.setPen(_pen(shape))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape.border_width:
        painter.drawPath(path)
    if shape.bar:
        _draw_bar(painter, QRectF(where), shape)


def draw_focus_ring(painter: QPainter, where: QRect, radius: int, inner: str = "") -> None:
    """Draw the 3 px ring of the widget that has the keyboard.

    On a filled ground `inner` names the colour of a second line inside the ring, since the ring
    may have the colour of the ground.
    """
    if inner:
        gap = Shape(ground="", border=inner, border_width=sizes.BORDER_ASKED, radius=radius - 3)
        draw_shape(painter, where.adjusted(3, 3, -3, -3), gap)
    ring = Shape(border="focus", border_width=sizes.BORDER_CHOSEN, radius=radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = ring.border_width / 2
    painter.setPen(_pen(ring))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(where).adjusted(half, half, -half, -half), radius, radius)


def _draw_bar(painter: QPainter, where: QRectF, shape: Shape) -> None:
    outside = QPainterPath()
    outside.addRoundedRect(where, shape.radius + 0.5, shape.radius + 0.5)
    inside = QPainterPath()
    edge = shape.border_width
    inside.addRoundedRect(
        where.adjusted(sizes.GROUP_BAR, edge, shape.radius, -edge),
        max(shape.radius - sizes.GROUP_BAR, 1),
        max(shape.radius - edge, 1),
    )
    left = QPainterPath()
    left.addRect(QRectF(where.left(), where.top(), shape.radius, where.height()))
    painter.fillPath(outside.intersected(left).subtracted(inside), theme.colour(shape.bar))


def _pen(shape: Shape) -> QPen:
    pen = QPen(theme.colour(shape.border), shape.border_width)
    if shape.dashed:
        pen.setDashPattern([4.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
