"""The page of the day's end in the manager's window: its wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.application.day_end.ending import MAY_END, DayEnd
from returns_desk.application.day_end.report import Around, day_report
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.asked_backup import AskedBackup
from returns_desk.bootstrap.manager_earlier_ends import earlier_ends
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.ui.manager.day_end_page import DayEndPage
from returns_desk.ui.manager.day_end_presenter import DayEndPresenter, DayEndTools
from returns_desk.ui.manager.frame import PageInfo

if TYPE_CHECKING:
    from returns_desk.application.ports import Event
    from returns_desk.application.slips import Slip
    from returns_desk.bootstrap.manager_pages import ManagerParts

NAME = "day_end"


def day_end_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    services = parts.services
    page = DayEndPage()

    def report(event: Event, language: str) -> Slip:
        names = {each.id: each.name for each in services.operators.all()}
        words = services.wording(language)
        around = Around(services.shop.name, names, language, words)
        return day_report(services.journal, event, around)

    def can_print() -> bool:
        return parts.around.printer_state().is_configured

    tools = DayEndTools(
        day_end=DayEnd(services),
        people=services.operators.all,
        report=report,
        print_report=services.printer.print_slip,
        keep=parts.around.keep_slip,
        can_print=can_print,
        backup=AskedBackup(services.backups, parts.profile.configuration.backup.folder or "", page),
    )
    earlier = earlier_ends(parts, page.earlier)
    presenter = DayEndPresenter(page, parts.frame, tools, earlier)
    page.follow(presenter)
    info = PageInfo(NAME, N_("End of the day"), "cash", tuple(sorted(MAY_END)))
    return MadePage(info, presenter, page)
