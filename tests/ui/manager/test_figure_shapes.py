"""A panel is as wide as its table, and leads where its rows lead."""

from __future__ import annotations

import pytest

from returns_desk.domain.errors import Defect
from returns_desk.ui.manager.figure_shapes import FigurePanel


def test_row_has_a_text_for_each_column() -> None:
    with pytest.raises(Defect):
        FigurePanel("left", "Left", "Customers who left.", ("Reason", "Number"), (("Other",),))


def test_links_are_one_a_row() -> None:
    rows = (("Other",), ("No time",))
    with pytest.raises(Defect):
        FigurePanel("left", "Left", "Customers who left.", ("Reason",), rows, links=("case:1",))
    panel = FigurePanel("left", "Left", "Customers.", ("Reason",), rows, links=("case:1", ""))
    assert panel.links == ("case:1", "")
