"""Owns the gallery's windows with single pieces; the whole desk stands in gallery.py."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit.banner import Banner
from returns_desk.ui.kit.board import BoardView
from returns_desk.ui.kit.buttons import ActionButton, ConfirmButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.fields import Field, PinPad
from returns_desk.ui.kit.rail import RailButton, TrainingBar
from returns_desk.ui.kit.receipt_line import ReceiptLine
from returns_desk.ui.kit.receipt_lines import ReceiptLines
from returns_desk.ui.kit.scan_field import ScanField
from returns_desk.ui.kit.slip_view import SlipView
from returns_desk.ui.kit.step_leg import StepLeg
from ui.kit import payout_samples, samples


def legs() -> QWidget:
    """Return the payout's legs in their states."""
    window = QWidget()
    window.setProperty("ground", "canvas")
    column = QVBoxLayout(window)
    column.setSpacing(16)
    for leg in payout_samples.LEGS:
        column.addWidget(StepLeg(leg))
    column.addStretch(1)
    window.resize(742, 740)
    return window


def pieces() -> QWidget:
    """Return banners, buttons, pills, a receipt line with a stepper, a PIN field, a slip."""
    window = QWidget()
    window.setProperty("ground", "canvas")
    row = QHBoxLayout(window)
    left = QVBoxLayout()
    for tone, icon in (
        ("now", "check-circle"),
        ("manager", "manager"),
        ("attention", "waiting"),
        ("bad", "warning"),
        ("neutral", "question"),
    ):
        banner = Banner()
        banner.show_sentence(
            icon, "Check the last four, or find it by card.", "Find it", tone, "No such receipt."
        )
        left.addWidget(banner)
        left.addWidget(StatusPill("12 waiting since 14:05", icon, tone))
    scan = ScanField()
    scan.ask_for_pin("Manager: scan badge here, or type PIN")
    scan.setText("123456")
    left.addWidget(scan)
    for kind in ("plain", "primary", "manager", "manager_outline", "now", "not_yet", "quiet"):
        left.addWidget(ActionButton(kind, kind, "check", "F8"))
    done = ConfirmButton()
    done.show_done("Done")
    left.addWidget(done)
    left.addStretch(1)
    row.addLayout(left, 2)
    middle = QVBoxLayout()
    middle.addWidget(ReceiptLine(samples.PLUM_LINE))
    middle.addStretch(1)
    row.addLayout(middle, 1)
    slip = SlipView()
    slip.show_slip(payout_samples.SLIP)
    row.addWidget(slip, 2)
    window.resize(1300, 860)
    return window


def inputs() -> QWidget:
    """Return fields, the PIN pad, the rail, the training bar, many lines, Armenian words."""
    window = QWidget()
    window.setProperty("ground", "canvas")
    grid = QGridLayout(window)
    training = TrainingBar()
    training.show_text("Training")
    grid.addWidget(training, 0, 0, 1, 3)
    field = Field("card", "Card ends in", "Four digits.")
    field.show_mistake("A card ends in four digits.")
    rail = RailButton("rail", "question", "Questions that matter")
    rail.show_count("Questions that matter", 2)
    for row, widget in enumerate((field, PinPad("Back", "Enter"), rail), 1):
        grid.addWidget(widget, row, 0)
    lines = ReceiptLines()
    names = ("Kettle, steel, 1.7 l", "Shelf board, white, 36 in, with two long brackets", "Lamp")
    more = [
        replace(samples.SHELF_LINE, item=name, name=name, amount_text="$21.36", quantity_text=count)
        for name, count in zip(names, ("1 of 1", "2 of 3", ""), strict=True)
    ]
    lines.show_lines((*more, samples.PLUM_LINE), open_item="plums")
    lines.setFixedWidth(260)
    grid.addWidget(lines, 1, 1, 3, 1)
    armenian = BoardView()
    money = replace(
        samples.CREDIT,
        title="Փոխանակել այլ ապրանքով",
        line="Ընտրեք խանութում",
        amount_text="8\u00a0540\u00a0֏",
        action_text="Ընտրել",
    )
    armenian.show_board(replace(samples.shelf_board(), options=(money,), impossible=()))
    grid.addWidget(armenian, 1, 2, 3, 1)
    grid.setColumnStretch(2, 1)
    window.resize(1280, 640)
    return window
