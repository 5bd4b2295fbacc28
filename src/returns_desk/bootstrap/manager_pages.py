"""What a page of the manager's window is made from, and what it is once made.

Which pages there are says manager_rail.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.desk import Desk
    from returns_desk.application.services import DeskServices
    from returns_desk.bootstrap.manager_check import JournalCheck
    from returns_desk.bootstrap.surroundings import DeskSurroundings
    from returns_desk.ui.kit.tasks import Tasks
    from returns_desk.ui.manager.frame import Frame, PageInfo, PagePresenter


@dataclass(frozen=True, slots=True)
class ManagerParts:
    """What pages are made from; `services` and `desk` belong to the counter's worker alone.

    `long_work` is the worker for what takes long: it only reads.
    """

    profile: Profile
    services: DeskServices
    around: DeskSurroundings
    frame: Frame
    desk: Desk
    long_work: Tasks
    check: JournalCheck


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page, ready to be hung into the window."""

    info: PageInfo
    presenter: PagePresenter
    widget: QWidget
