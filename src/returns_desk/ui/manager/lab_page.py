"""Owns the widget of the policy lab: the list, or one change; and the look at how far work is.

A view without decisions: it shows what it is fed and tells what was touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from returns_desk.ui.manager.lab_change_view import LabChangeView
from returns_desk.ui.manager.lab_list_view import LabListView

if TYPE_CHECKING:
    from returns_desk.ui.manager.lab_presenter import LabPresenter
    from returns_desk.ui.manager.lab_shapes import LabChangeContent, LabListContent, WorkContent

_LOOK_MS: Final = 200
"""How often somebody wants to see how far it is."""


class LabPage(QStackedWidget):
    """What managers keep allowing, and one change."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review_policy")
        self.list, self.change = LabListView(), LabChangeView()
        self.addWidget(self.list)
        self.addWidget(self.change)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)

    def follow(self, presenter: LabPresenter) -> None:
        """Hand everything that is done here to a presenter; call once."""
        self._looking.timeout.connect(presenter.ticked)
        self.list.period_touched.connect(presenter.period_touched)
        self.list.look_wanted.connect(presenter.look_wanted)
        self.list.file_wanted.connect(presenter.file_wanted)
        self.list.draft_chosen.connect(presenter.draft_chosen)
        self.list.revert_wanted.connect(presenter.revert_wanted)
        self.change.try_wanted.connect(presenter.try_wanted)
        self.change.lines_touched.connect(presenter.lines_touched)
        self.change.case_chosen.connect(presenter.case_chosen)
        self.change.day_touched.connect(presenter.day_touched)
        self.change.publish_wanted.connect(presenter.publish_wanted)
        self.change.left.connect(presenter.back)
        for view in (self.list, self.change):
            view.work.stopped.connect(presenter.stopped)

    def show_list(self, content: LabListContent) -> None:
        """Show the list."""
        self.list.show_content(content)
        self.setCurrentWidget(self.list)
        self._look_at(content.work)

    def show_change(self, content: LabChangeContent) -> None:
        """Show one change."""
        self.change.show_content(content)
        self.setCurrentWidget(self.change)
        self._look_at(content.work)

    def ask_pack(self) -> Path | None:
        """Ask which file is to be tried."""
        chosen, _ = QFileDialog.getOpenFileName(self, filter="*.toml")
        return Path(chosen) if chosen else None

    def _look_at(self, work: WorkContent | None) -> None:
        if work is None:
            self._looking.stop()
        elif not self._looking.isActive():
            self._looking.start()
