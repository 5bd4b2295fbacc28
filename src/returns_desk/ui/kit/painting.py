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
    if shape.dashed:
        _draw_dashed(painter, QRectF(where), shape)
    else:
        _draw_solid(painter, QRectF(where), shape)
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
    ring = Shape(ground="", border="focus", border_width=sizes.BORDER_CHOSEN, radius=radius)
    draw_shape(painter, where, ring)


def _draw_solid(painter: QPainter, where: QRectF, shape: Shape) -> None:
    """Fill the border's ring and what it surrounds: a stroke costs the raster three times that."""
    width = shape.border_width
    inside = where.adjusted(width, width, -width, -width)
    ground = _rounded(inside, shape.radius - width / 2)
    if shape.border and width:
        ring = _rounded(where, shape.radius + width / 2)
        if not shape.ground:
            ring.addPath(ground)
        painter.fillPath(ring, theme.colour(shape.border))
    if shape.ground:
        painter.fillPath(ground, theme.colour(shape.ground))


def _draw_dashed(painter: QPainter, where: QRectF, shape: Shape) -> None:
    half = shape.border_width / 2
    path = _rounded(where.adjusted(half, half, -half, -half), shape.radius)
    if shape.ground:
        painter.fillPath(path, theme.colour(shape.ground))
    pen = QPen(theme.colour(shape.border), shape.border_width)
    pen.setDashPattern([4.0, 3.0])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(path, pen)


def _rounded(where: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(where, max(radius, 0.0), max(radius, 0.0))
    return path


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
