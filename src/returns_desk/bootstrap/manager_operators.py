"""The manager's page of the shop's people: its wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.printing.barcode_bars import barcode_svg
from returns_desk.application.badge_slips import badge_slip
from returns_desk.application.presence import there
from returns_desk.application.sentences import N_
from returns_desk.application.staff_budgets import budget_of_person
from returns_desk.application.staff_changes import StaffChanges
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.ui.manager.frame import PageInfo
from returns_desk.ui.manager.operators_page import OperatorsPage
from returns_desk.ui.manager.operators_presenter import OperatorsPresenter, StaffTools

if TYPE_CHECKING:
    from returns_desk.application.goodwill_budget import GoodwillBudget
    from returns_desk.application.ports import Operator
    from returns_desk.bootstrap.manager_pages import ManagerParts

NAME = "operators"


def operators_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    services, frame = parts.services, parts.frame

    def changes(by: Operator) -> StaffChanges:
        staff = there(services.staff, "a desk on a profile has its people")
        return StaffChanges(staff, services.journal, by)

    def budget(person: Operator) -> GoodwillBudget | None:
        return budget_of_person(services, person, services.clock.now())

    def print_badge(badge: str, name: str, language: str) -> None:
        words = services.wording(language)
        services.printer.print_slip(badge_slip(badge, name, services.shop.name, language, words))

    def can_print() -> bool:
        """Nothing may wait: a badge is never kept on the disk for long."""
        state = parts.around.printer_state()
        return state.is_configured and not state.waiting and state.problem is None

    page = OperatorsPage(barcode_svg)
    tools = StaffTools(changes, budget, print_badge, can_print, services.shop.store.currency)
    presenter = OperatorsPresenter(page, frame, tools)
    page.follow(presenter)
    info = PageInfo(NAME, N_("People"), "person", ("manager", "regional", "it"))
    return MadePage(info, presenter, page)
