"""Which pages the manager's window has, top to bottom.

Owns that list. Each page is made in a module of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.bootstrap.manager_cases import cases_page
from returns_desk.bootstrap.manager_day_end import day_end_page
from returns_desk.bootstrap.manager_escalations import escalations_page
from returns_desk.bootstrap.manager_figures import figures_page
from returns_desk.bootstrap.manager_operators import operators_page
from returns_desk.bootstrap.manager_policy import policy_page
from returns_desk.bootstrap.manager_promises import promises_page
from returns_desk.bootstrap.manager_today import today_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.bootstrap.manager_pages import MadePage, ManagerParts

PAGES: Final[tuple[Callable[[ManagerParts], MadePage], ...]] = (
    today_page,
    escalations_page,
    promises_page,
    figures_page,
    cases_page,
    policy_page,
    day_end_page,
    operators_page,
)
"""Their makers, in the rail's order."""
