"""Owns scrolling by finger: what is in sight follows it, and stands still when it is lifted.

No page glides on or springs back, so nothing moves by itself, and what was read stays in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScroller, QScrollerProperties

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

_METRIC = QScrollerProperties.ScrollMetric


def scroll_by_finger(area: QAbstractScrollArea) -> None:
    """Let a finger scroll the area; a mouse goes on marking and dragging as everywhere."""
    viewport = area.viewport()
    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(viewport)
    properties = scroller.scrollerProperties()
    off = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    properties.setScrollMetric(_METRIC.VerticalOvershootPolicy, off)
    properties.setScrollMetric(_METRIC.HorizontalOvershootPolicy, off)
    properties.setScrollMetric(_METRIC.MaximumVelocity, 0.0)
    scroller.setScrollerProperties(properties)
