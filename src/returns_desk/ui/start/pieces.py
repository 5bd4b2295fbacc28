"""Owns the parts around the fields: the three steps, the demo shop beside them, the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Panel, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.start.contents import FooterContent, SideContent, TabContent

_TAB_HEIGHT = 68
_NUMBER = 36
_LARGE_BUTTON = 320


class StepTab(QWidget):
    """One step with its number; a tick where it is done. It tells, it is not touched."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._content: TabContent | None = None
        self.setObjectName(f"start.step{number}")
        self.setMinimumHeight(_TAB_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_16 + _NUMBER + sizes.SPACE_12, 0, sizes.SPACE_8, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._title = Text("", "title", wraps=True)
        self._line = Text("", "small", wraps=True)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addStretch(1)
        row.addLayout(column, 1)

    def show_content(self, content: TabContent) -> None:
        """Show how far the step is."""
        self._content = content
        self._title.setText(content.title)
        self._line.setText(content.line)
        self.setAccessibleName(f"{self._number}. {content.title}. {content.line}")
        self.update()

    def set_small(self, *, small: bool) -> None:
        """Show the title alone where there is little room."""
        self._line.setVisible(not small)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground and the number."""
        if self._content is None:
            return
        is_here = self._content.state == "present"
        painter = QPainter(self)
        shape = painting.Shape("surface", "line", sizes.BORDER, sizes.RADIUS_OPTION)
        if is_here:
            shape = painting.Shape(
                "primary_tint", "primary", sizes.BORDER_CHOSEN, sizes.RADIUS_OPTION
            )
        painting.draw_shape(painter, self.rect(), shape)
        box = QRectF(sizes.SPACE_16, (self.height() - _NUMBER) / 2, _NUMBER, _NUMBER)
        ground = "primary" if is_here else "surface"
        border = "primary" if is_here else "edge"
        painting.draw_shape(painter, box, painting.Shape(ground, border, 1, sizes.RADIUS_BUTTON))
        if self._content.state == "done":
            icons.draw(painter, "check", box.adjusted(8, 8, -8, -8), "now")
        else:
            painter.setPen(theme.colour("on_primary" if is_here else "ink"))
            painter.setFont(theme.font("strong"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class DemoPanel(Panel):
    """What the demo shop is, for who would look round first."""

    def __init__(self) -> None:
        super().__init__(padding=sizes.SPACE_24)
        self.setObjectName("start.side")
        self._title = Text("", "heading", wraps=True)
        self._line = Text("", "body", wraps=True)
        self._heading = Text("", "strong", wraps=True)
        self._stories = Text("", "body", "ink2", wraps=True)
        self._mark = Text("", "line", wraps=True)
        self.column.setSpacing(sizes.SPACE_12)
        for each in (self._title, self._line, self._heading, self._stories):
            self.column.addWidget(each)
        row = QHBoxLayout()
        row.addWidget(
            icons.IconLabel("check", "now", sizes.ICON_SMALL), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addWidget(self._mark, 1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_content(self, content: SideContent) -> None:
        """Show the words."""
        self._title.setText(content.title)
        self._line.setText(content.line)
        self._heading.setText(content.heading)
        self._stories.setText("\n".join(content.stories))
        self._mark.setText(content.mark)


class StartFooter(QFrame):
    """The way back, the demo shop, and the next step; the two large ones of one size.

    Signals:
        back_touched(), demo_touched(), onward_touched().
    """

    back_touched = Signal()
    demo_touched = Signal()
    onward_touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start.footer")
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setFixedHeight(sizes.FOOTER_HEIGHT)
        self._line = Text("", "line", "ink2", wraps=True)
        self.back = ActionButton("", "plain", "back", "Esc")
        self.back.setObjectName("start.back")
        self.back.set_height(sizes.TOUCH_CONFIRM)
        self.demo = ActionButton("", "plain", "eye")
        self.demo.setObjectName("start.demo")
        self.onward = ActionButton("", "primary", "arrow-right")
        self.onward.setObjectName("start.onward")
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_24, 0, sizes.SPACE_24, 0)
        row.setSpacing(sizes.SPACE_12)
        row.addWidget(self.back)
        row.addWidget(self._line, 1)
        for large in (self.demo, self.onward):
            large.set_height(sizes.TOUCH_CONFIRM)
            large.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            large.set_type_role("title")
            row.addWidget(large)
        self.back.clicked.connect(self.back_touched)
        self.demo.clicked.connect(self.demo_touched)
        self.onward.clicked.connect(self.onward_touched)

    def show_content(self, content: FooterContent) -> None:
        """Show the buttons that there are; both large ones take the wider one's width."""
        self._line.setText(content.line)
        self.back.setVisible(bool(content.back))
        self.back.show_label(content.back)
        self.demo.setVisible(bool(content.demo))
        self.demo.show_label(content.demo)
        self.onward.set_kind("not_yet" if content.is_busy else "primary")
        self.onward.set_type_role("title")
        self.onward.set_icon_name(
            "sync" if content.is_busy else "arrow-right", after=not content.is_busy
        )
        self.onward.show_label(content.onward)
        widths = [each.sizeHint().width() for each in (self.demo, self.onward)]
        for large in (self.demo, self.onward):
            large.setFixedWidth(max(_LARGE_BUTTON if content.demo else 0, *widths))
