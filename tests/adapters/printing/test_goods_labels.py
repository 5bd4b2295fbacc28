"""The label of goods as it comes out: where they go in large letters, at any width, and as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counters import Counter
from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.slip_documents import slip_document, slip_in
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.domain.case import Reason
from support.escpos_reader import read_escpos
from support.goods_at_hand import REFUND, completed, places

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.slips import Slip

pytestmark = pytest.mark.usefixtures("qapp")
WIDE_AND_TALL_AND_BOLD = b"\x1b!\x38"


def label(reason: Reason) -> Slip:
    """The label of the shelf, returned for that reason."""
    desk = completed(Counter(), REFUND, reason)
    desk.place_goods()
    (made,) = places(desk).labels
    return made


@pytest.mark.parametrize("width_dots", [576, 384], ids=["80 mm", "58 mm"])
def test_quarantine_is_printed_in_the_largest_letters(width_dots: int) -> None:
    printed = slip_bytes(label(Reason.RECALL), printer_model("default", width_dots))

    lines = [line.strip() for line in read_escpos(printed).lines]
    large = printed[printed.index(WIDE_AND_TALL_AND_BOLD) :]
    assert b"QUARANTINE" in large
    assert lines.index("QUARANTINE") < lines.index("DO NOT SELL") < lines.index("Goods")
    assert lines.count("X X X X X X X X") == 2


def test_a_label_waits_for_the_printer_like_a_slip() -> None:
    made = label(Reason.FAULTY)

    kept = slip_in(slip_document(made))

    assert kept.lines == made.lines
    assert kept.barcode == made.barcode


def test_a_label_can_be_kept_as_pdf(tmp_path: Path) -> None:
    path = tmp_path / "label.pdf"

    write_slip(label(Reason.RECALL), path)

    assert path.read_bytes().startswith(b"%PDF")
