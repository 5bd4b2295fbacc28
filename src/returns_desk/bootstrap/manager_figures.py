"""The page of figures in the manager's window: its wiring, what it reads, and where it saves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.journal.period_figures import period_figures
from returns_desk.adapters.journal.review_signs import sign_figures
from returns_desk.adapters.printing.figures_pdf import write_figures
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.domain.business_day import business_day_of
from returns_desk.ui.manager.figure_contents import figures_source
from returns_desk.ui.manager.figure_page import FiguresPage
from returns_desk.ui.manager.figure_presenter import PAGE, FiguresPresenter
from returns_desk.ui.manager.frame import PageInfo
from returns_desk.ui.manager.sign_contents import signs_source
from returns_desk.ui.manager.today_contents import ShopWorth

if TYPE_CHECKING:
    from datetime import date

    from returns_desk.application.review.overview import Period
    from returns_desk.application.review.period_figures import PeriodFigures
    from returns_desk.application.review.printed_figures import PrintedFigures
    from returns_desk.application.review.signs import SignFigures
    from returns_desk.bootstrap.manager_pages import ManagerParts

FOLDER: Final = "figures"


def figures_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    profile, frame = parts.profile, parts.frame
    configuration = profile.configuration

    # Read once: counting all sales takes longer than anything else here.
    sold: dict[str, int] = {}

    def read(period: Period) -> PeriodFigures:
        with profile.read_journal() as journal:
            return journal.ask(partial(period_figures, period=period))

    def today() -> date:
        return business_day_of(frame.now(), configuration.business_day.end())

    def save(figures: PrintedFigures) -> str:
        place = f"{FOLDER}/{frame.now():%Y%m%d-%H%M%S}"
        write_figures(figures, profile.directory / place)
        return place

    def signs(period: Period) -> SignFigures:
        if not sold:
            with SaleStore(profile.sales_path, profile.card_guard) as sales:
                sold.update(sales.lines_sold())
        with profile.read_journal() as journal:
            return journal.ask(partial(sign_figures, period=period, sold=sold))

    told, store = configuration.review, configuration.store
    worth = ShopWorth(store.currency, told.visit_value, told.visits_a_year)
    page = FiguresPage()
    sources = (figures_source(read, worth), signs_source(signs))
    presenter = FiguresPresenter(page, frame, sources, today, save, store.name)
    page.period_touched.connect(presenter.period_touched)
    page.beside_touched.connect(presenter.beside_touched)
    page.save_touched.connect(presenter.save_touched)
    page.followed.connect(presenter.followed)
    return MadePage(PageInfo(PAGE, N_("Figures"), "chart"), presenter, page)
