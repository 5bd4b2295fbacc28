"""Owns the page of the shop's people: the list at the left, one person at the right.

A view without decisions: it shows what it is fed and tells what was done.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage
from returns_desk.ui.manager.operators_parts import FieldRows, ShownBadge, page_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.ui.manager.operators_presenter import OperatorsPresenter
    from returns_desk.ui.manager.operators_shapes import (
        BadgeRow,
        BadgeShown,
        OperatorsContent,
        PersonRow,
    )

_LIST_WIDTH: Final = 280
_FORM_WIDTH: Final = 640


class OperatorsPage(QWidget):
    """The shop's people."""

    def __init__(self, barcode: Callable[[str], bytes]) -> None:
        super().__init__()
        self.setObjectName("operators")
        self._barcode = barcode
        self._people_shown: tuple[PersonRow, ...] = ()
        self._badges_shown: tuple[BadgeRow, ...] = ()
        self._badge_shown: BadgeShown | None = None
        self._presenter: OperatorsPresenter | None = None
        self.add = page_button("operators.add", "plus")
        self._people = QVBoxLayout()
        self._title = Text("", "heading", wraps=True)
        self._lines = Text("", "line", "ink2", wraps=True)
        self.identity, self.pins = FieldRows("operators.person"), FieldRows("operators.pins")
        self._role_heading = Text("", "line_strong", wraps=True)
        self.roles = ChipRow("operators.role")
        self._pin_title, self._pin_line = (
            Text("", "title", wraps=True),
            Text("", "small", "ink2", wraps=True),
        )
        self.save = page_button("operators.save", "check", "primary")
        self.take_pin = page_button("operators.take_pin", "lock")
        self._badges_title = Text("", "title", wraps=True)
        self._badges = QVBoxLayout()
        self.make_badge = page_button("operators.make_badge", "badge")
        self.sign_in = page_button("operators.sign_in", "person")
        self.shown = ShownBadge()
        self._lay_out()

    def follow(self, presenter: OperatorsPresenter) -> None:
        """Hand everything that is done here to a presenter; call once."""
        self._presenter = presenter
        self.add.clicked.connect(partial(presenter.chosen, "+"))
        self.identity.edited.connect(presenter.edited)
        self.pins.edited.connect(presenter.edited)
        self.roles.touched.connect(presenter.role_chosen)
        self.save.clicked.connect(presenter.saved)
        self.take_pin.clicked.connect(presenter.pin_taken)
        self.make_badge.clicked.connect(presenter.badge_wanted)
        self.sign_in.clicked.connect(presenter.sign_in_turned)
        self.shown.print.clicked.connect(presenter.badge_printed)
        self.shown.done.clicked.connect(presenter.badge_done)

    def show_content(self, content: OperatorsContent) -> None:
        """Show the page."""
        self.add.show_label(content.add_text)
        self._show_people(content.people)
        self._title.setText(content.title)
        self._lines.show_text("\n".join(content.lines))
        self.identity.show_fields(content.fields)
        self._role_heading.show_text(content.role_heading)
        self.roles.show_chips(content.roles, content.role_heading)
        self.roles.setVisible(bool(content.roles))
        self._pin_title.show_text(content.pin_title)
        self._pin_line.show_text(content.pin_line)
        self.pins.show_fields(content.pin_fields)
        for button, text in (
            (self.save, content.save_text),
            (self.take_pin, content.pin_text),
            (self.make_badge, content.badge_text),
            (self.sign_in, content.sign_in_text),
        ):
            button.show_label(text)
            button.setVisible(bool(text))
        self._pins_panel.setVisible(bool(content.pin_fields))
        self._person_panel.setVisible(bool(content.fields))
        self._place_save(is_new=not content.pin_text)
        self._badges_panel.setVisible(bool(content.badge_text))
        self._badges_title.show_text(content.badges_title)
        self._show_badges(content.badges)
        self._show_badge(content.badge)

    def _show_people(self, people: tuple[PersonRow, ...]) -> None:
        if people == self._people_shown:
            return
        is_same = [each.code for each in people] == [each.code for each in self._people_shown]
        self._people_shown = people
        if not is_same:
            clear_layout(self._people)
            for person in people:
                self._people.addWidget(self._person_button(person.code))
        for person in people:
            button = self.findChild(ActionButton, f"operators.{person.code}")
            if isinstance(button, ActionButton):
                button.show_label(person.text, person.detail)
                button.set_kind("manager_outline" if person.is_on else "plain")
                button.setChecked(person.is_on)

    def _person_button(self, code: str) -> ActionButton:
        button = page_button(f"operators.{code}", "person")
        button.set_height(sizes.TOUCH_CONFIRM)
        button.setCheckable(True)
        button.clicked.connect(partial(self._choose, code))
        return button

    def _choose(self, code: str) -> None:
        if self._presenter is not None:
            self._presenter.chosen(code)

    def _show_badges(self, badges: tuple[BadgeRow, ...]) -> None:
        if badges == self._badges_shown:
            return
        self._badges_shown = badges
        clear_layout(self._badges)
        for badge in badges:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Text(badge.text, "line", wraps=True), 1)
            revoke = page_button(f"operators.revoke.{badge.mark}", "close")
            revoke.show_label(badge.action)
            revoke.setAccessibleName(badge.spoken)
            revoke.clicked.connect(partial(self._revoke, badge.mark))
            row.addWidget(revoke)
            self._badges.addWidget(holder)

    def _revoke(self, mark: str) -> None:
        if self._presenter is not None:
            self._presenter.badge_revoked(mark)

    def _show_badge(self, badge: BadgeShown | None) -> None:
        if badge != self._badge_shown:
            self._badge_shown = badge
            self.shown.show_badge(badge, self._barcode)

    def _place_save(self, *, is_new: bool) -> None:
        """A new person's button comes after the PIN; a known one's after name and role."""
        column = self._pins_panel.column if is_new else self._person_panel.column
        if column.indexOf(self.save) < 0:
            column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_16, sizes.SPACE_8, 0, 0)
        row.setSpacing(sizes.SPACE_16)
        row.addWidget(self._list())
        page = ScrollingPage()
        around = QHBoxLayout(page.inside)
        around.setContentsMargins(0, 0, sizes.SPACE_16, sizes.SPACE_16)
        form = QWidget()
        form.setMaximumWidth(_FORM_WIDTH)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        around.addWidget(form, 1000)
        around.addStretch(1)
        self._person_panel, self._pins_panel = Panel(), Panel()
        self._badges_panel = Panel()
        for widget in (self.identity, self._role_heading, self.roles):
            self._person_panel.column.addWidget(widget)
        for part in (self._pin_title, self._pin_line, self.pins):
            self._pins_panel.column.addWidget(part)
        _at_left(self._pins_panel, self.take_pin)
        self._badges_panel.column.addWidget(self._badges_title)
        self._badges_panel.column.addLayout(self._badges)
        self._badges_panel.column.addWidget(self.shown)
        _at_left(self._badges_panel, self.make_badge)
        column.addWidget(self._title)
        column.addWidget(self._lines)
        for panel in (self._person_panel, self._pins_panel, self._badges_panel):
            column.addWidget(panel)
        column.addWidget(self.sign_in, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        row.addWidget(page, 1)

    def _list(self) -> ScrollingPage:
        page = ScrollingPage()
        page.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(page.inside)
        column.setContentsMargins(0, 0, sizes.SPACE_8, sizes.SPACE_16)
        column.setSpacing(sizes.SPACE_8)
        column.addWidget(self.add)
        self._people.setSpacing(sizes.SPACE_8)
        column.addLayout(self._people)
        column.addStretch(1)
        return page


def _at_left(panel: Panel, button: ActionButton) -> None:
    panel.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
