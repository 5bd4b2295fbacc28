"""Earlier ends of days in the manager's window: the wiring, and how they are read."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from returns_desk.application.archived_events import read_here
from returns_desk.application.day_end.day_record import DAY_CLOSED, closed_of, counted_of
from returns_desk.application.day_end.report import Around, day_report
from returns_desk.ui.manager.day_end_earlier_contents import MOST_ENDS, EarlierEnd
from returns_desk.ui.manager.day_end_earlier_presenter import EarlierEnds, EarlierTools

if TYPE_CHECKING:
    from returns_desk.adapters.profile import Profile
    from returns_desk.application.ports import Event
    from returns_desk.application.slips import Slip
    from returns_desk.bootstrap.manager_pages import ManagerParts
    from returns_desk.ui.manager.day_end_earlier import EarlierEndsPanel


def earlier_ends(parts: ManagerParts, panel: EarlierEndsPanel) -> EarlierEnds:
    """The presenter of that panel; whatever is touched there reaches it."""
    services, profile = parts.services, parts.profile

    def report(sequence: int, language: str) -> Slip:
        names = {each.id: each.name for each in profile.operators().all()}
        around = Around(services.shop.name, names, language, services.wording(language))
        with profile.read_journal() as journal:
            wanted = journal.read(after=sequence - 1, types=(DAY_CLOSED,))
            return day_report(journal, next(wanted), around)

    tools = EarlierTools(
        ends=lambda: tuple(_told(event) for event in reversed(_ends(profile))),
        report=report,
        print_report=services.printer.print_slip,
        keep=parts.around.keep_slip,
        can_print=lambda: parts.around.printer_state().is_configured,
    )
    presenter = EarlierEnds(panel, parts.frame, tools)
    panel.day_touched.connect(presenter.day_touched)
    panel.print_touched.connect(presenter.report_printed)
    panel.keep_touched.connect(presenter.report_kept)
    return presenter


def _ends(profile: Profile) -> tuple[Event, ...]:
    """The last ends of days, the latest last."""
    with profile.read_journal() as journal:
        return tuple(deque(read_here(journal, types=(DAY_CLOSED,)), MOST_ENDS))


def _told(event: Event) -> EarlierEnd:
    currency = str(event.payload["currency"])
    difference = counted_of(event).difference
    return EarlierEnd(event.sequence, event.at, closed_of(event).day, currency, difference)
