"""Owns the three pages of fields: the shop, its people, its sales. They decide nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes, theme
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.start.fields import StartField

if TYPE_CHECKING:
    from returns_desk.ui.start.contents import StartContent

SHOP_FIELDS: Final = ("name", "store", "country", "counter", "language", "currency", "keys")
_TYPED: Final = frozenset({"name", "store", "counter"})
PERSON_FIELDS: Final = ("name", "pin", "pin_again")
_WHOLE: Final = 100


class FieldsPage(QWidget):
    """A page of fields, by their names.

    Signals:
        changed(name, value): a person typed or chose.
    """

    changed = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"start.page.{name}")
        self.fields: dict[str, StartField] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(sizes.SPACE_12)

    def add_field(self, field: StartField) -> StartField:
        """Take a field in; its page tells what it tells."""
        self.fields[field.name] = field
        field.changed.connect(self.changed)
        return field

    def show_content(self, content: StartContent) -> None:
        """Show words and mistakes of every field."""
        for name, field in self.fields.items():
            field.show_content(content.fields[name], content.mistakes.get(name, ""))


class ShopPage(FieldsPage):
    """Which shop and counter this is; two columns, and where the key is kept below."""

    def __init__(self) -> None:
        super().__init__("shop")
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.SPACE_16)
        grid.setVerticalSpacing(sizes.SPACE_8)
        for at, name in enumerate(SHOP_FIELDS):
            field = self.add_field(StartField(name, is_choice=name not in _TYPED))
            width = 2 if name == "keys" else 1
            grid.addWidget(field, at // 2, at % 2, 1, width)
        for at in range(2):
            grid.setColumnStretch(at, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)


class PeoplePage(FieldsPage):
    """Who may sign in: a row for the manager, and one for each clerk.

    Signals:
        more_touched(): one more clerk.
    """

    more_touched = Signal()

    def __init__(self) -> None:
        super().__init__("people")
        self._rows: list[QWidget] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(sizes.SPACE_16)
        self.more = ActionButton("", "plain", "plus")
        self.more.setObjectName("start.more")
        self.more.clicked.connect(self.more_touched)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.column.addLayout(self._people)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_content(self, content: StartContent) -> None:
        """Show as many people as there are."""
        while len(self._rows) < content.people:
            self._rows.append(self._row(len(self._rows)))
            self._people.addWidget(self._rows[-1])
        self.more.setVisible(bool(content.add_person))
        self.more.show_label(content.add_person)
        super().show_content(content)

    def _row(self, at: int) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.SPACE_16)
        for name in PERSON_FIELDS:
            field = StartField(f"person{at}.{name}", is_secret=name != "name")
            row.addWidget(self.add_field(field), 4 if name == "name" else 3)
        return made


class SalesPage(FieldsPage):
    """The file of sales, and how far it is read.

    Signals:
        choose_touched(): a file is to be chosen.
    """

    choose_touched = Signal()

    def __init__(self) -> None:
        super().__init__("sales")
        self._heading = Text("", "body", wraps=True)
        self.choose = ActionButton("", "plain", "document")
        self.choose.setObjectName("start.choose")
        self.choose.set_height(sizes.TOUCH_FIELD)
        self.choose.clicked.connect(self.choose_touched)
        self._progress = Text("", "line", wraps=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("start.progress")
        self._bar.setRange(0, _WHOLE)
        self._bar.setTextVisible(False)
        file = self.add_field(StartField("file"))
        row = QHBoxLayout()
        self.column.addWidget(self._heading)
        self.column.addWidget(file)
        row.addWidget(self.choose)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addSpacing(sizes.SPACE_12)
        self.column.addWidget(self._progress)
        self.column.addWidget(self._bar)
        self.column.addStretch(1)

    def show_content(self, content: StartContent) -> None:
        """Show the field, and how far it is while something runs."""
        super().show_content(content)
        self._heading.setText(content.heading)
        is_running = content.percent is not None
        self.fields["file"].setEnabled(not is_running)
        self.choose.setVisible(bool(content.choose_file) and not is_running)
        self.choose.show_label(content.choose_file)
        self._progress.show_text(content.progress_text)
        self._bar.setVisible(is_running)
        self._bar.setValue(content.percent or 0)
        self._bar.setAccessibleName(content.progress_text)
        palette = self._bar.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("primary"))
        palette.setColor(QPalette.ColorRole.Base, theme.colour("sunken"))
        self._bar.setPalette(palette)
