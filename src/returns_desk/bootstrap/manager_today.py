"""The first page of the review: its wiring, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.journal.review_overview import overview
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.domain.business_day import business_day_of
from returns_desk.ui.manager.frame import PageInfo
from returns_desk.ui.manager.today_contents import ShopWorth
from returns_desk.ui.manager.today_page import TodayPage
from returns_desk.ui.manager.today_presenter import PAGE, TodayPresenter

if TYPE_CHECKING:
    from datetime import date

    from returns_desk.application.review.overview import Overview, Period
    from returns_desk.bootstrap.manager_pages import ManagerParts


def today_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    configuration = parts.profile.configuration

    def read(period: Period) -> Overview:
        with parts.profile.read_journal() as journal:
            return overview(journal, period)

    def today() -> date:
        return business_day_of(parts.frame.now(), configuration.business_day.end())

    told = configuration.review
    worth = ShopWorth(configuration.store.currency, told.visit_value, told.visits_a_year)
    page = TodayPage()
    presenter = TodayPresenter(page, parts.frame, read, today, worth)
    page.period_touched.connect(presenter.period_touched)
    return MadePage(PageInfo(PAGE, N_("At a glance"), "home"), presenter, page)
