"""Which pages the manager's window has, top to bottom.

Owns that list and what a page is made from. Each page is made in a module of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.services import DeskServices
    from returns_desk.bootstrap.surroundings import DeskSurroundings
    from returns_desk.ui.manager.frame import Frame, PageInfo, PagePresenter


@dataclass(frozen=True, slots=True)
class ManagerParts:
    """What pages are made from; `services` belong to the counter's worker alone."""

    profile: Profile
    services: DeskServices
    around: DeskSurroundings
    frame: Frame


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page, ready to be hung into the window."""

    info: PageInfo
    presenter: PagePresenter
    widget: QWidget


PAGES: Final[tuple[Callable[[ManagerParts], MadePage], ...]] = ()
"""Their makers, in the rail's order."""
