"""The first page of the review: its wiring, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.journal.review_overview import overview
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.bootstrap.manager_promises import ReadPromises
from returns_desk.domain.business_day import business_day_of
from returns_desk.ui.manager.frame import PageInfo
from returns_desk.ui.manager.today_contents import ShopWorth
from returns_desk.ui.manager.today_kept import Kept
from returns_desk.ui.manager.today_page import TodayPage
from returns_desk.ui.manager.today_presenter import PAGE, TodayPresenter
from returns_desk.ui.manager.today_waiting import Waits

if TYPE_CHECKING:
    from datetime import date

    from returns_desk.application.review.overview import Overview, Period
    from returns_desk.bootstrap.manager_pages import ManagerParts


def today_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    configuration = parts.profile.configuration

    promises = ReadPromises(parts.profile)

    services = parts.services

    def read(period: Period) -> tuple[Overview, Waits, Kept]:
        told = promises()
        kept = Kept(parts.check.standing, services.backups.state(), services.sending.state())
        with parts.profile.read_journal() as journal:
            waits = Waits(journal.escalations(), told.all, told.names)
            return overview(journal, period), waits, kept

    def today() -> date:
        return business_day_of(parts.frame.now(), configuration.business_day.end())

    told = configuration.review
    worth = ShopWorth(configuration.store.currency, told.visit_value, told.visits_a_year)
    page = TodayPage()
    minutes = services.shop.escalations.reminder_minutes
    presenter = TodayPresenter(page, parts.frame, read, today, worth, minutes)
    page.period_touched.connect(presenter.period_touched)
    page.row_chosen.connect(presenter.row_chosen)
    parts.check.then(presenter.checked)
    return MadePage(PageInfo(PAGE, N_("At a glance"), "home"), presenter, page)
