"""A display that remembers what it was shown, at a counter of fakes beside a clerk's window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builders import plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.ui.clerk.presenter import ClerkPresenter
from returns_desk.ui.customer.page_contents import DisplaySettings
from returns_desk.ui.customer.presenter import CustomerPresenter
from ui.clerk.fake_window import FakeSurroundings, FakeTasks, FakeView, settings

if TYPE_CHECKING:
    from returns_desk.application.desk import Desk
    from returns_desk.domain.board import Option
    from returns_desk.ui.clerk.board_actions import BoardActions
    from returns_desk.ui.customer import contents


@dataclass
class FakeDisplay:
    """What the display shows now."""

    pages: list[str] = field(default_factory=list)
    frame: contents.FrameContent | None = None
    options: contents.OptionsContent | None = None
    paying: contents.PayingContent | None = None
    thanks: contents.ThanksContent | None = None
    rest: contents.RestContent | None = None

    def show_frame(self, content: contents.FrameContent) -> None:
        self.frame = content

    def show_rest(self, content: contents.RestContent) -> None:
        self.pages.append("rest")
        self.rest = content

    def show_options(self, content: contents.OptionsContent) -> None:
        self.pages.append("options")
        self.options = content

    def show_paying(self, content: contents.PayingContent) -> None:
        self.pages.append("paying")
        self.paying = content

    def show_thanks(self, content: contents.ThanksContent) -> None:
        self.pages.append("thanks")
        self.thanks = content

    @property
    def page(self) -> str:
        """The page in sight."""
        return self.pages[-1]

    @property
    def marked(self) -> list[str]:
        """The options that are marked."""
        assert self.options is not None
        return [each.option_id for each in self.options.options if each.is_marked]

    @property
    def numbers(self) -> list[tuple[int, str]]:
        """Numbers and options, top to bottom."""
        assert self.options is not None
        return [(each.number, each.option_id) for each in self.options.options]


@dataclass
class Reach:
    """The clerk's window, as far as the customer's touch reaches into it."""

    board: BoardActions
    is_typing: bool = False

    def takes_wishes(self) -> bool:
        return not self.is_typing and self.board.takes_wishes()

    def is_pending(self) -> bool:
        return self.board.is_pending()

    def customer_asked(self, option_id: str) -> None:
        self.board.customer_asked(option_id)


class Bench:
    """Both presenters on one counter."""

    def __init__(self, counter: Counter, desk: Desk | None = None) -> None:
        self.counter = counter
        self.view, self.display = FakeView(), FakeDisplay()
        self.tasks, self.around = FakeTasks(), FakeSurroundings(counter.clock)
        self.desk = desk or signed_in(counter)
        self.clerk = ClerkPresenter(self.view, self.desk, self.tasks, self.around, settings())
        self.reach = Reach(self.clerk.board)
        self.customer = CustomerPresenter(
            self.display,
            self.reach,
            self.desk.for_customer,
            self.tasks,
            self.around,
            DisplaySettings("Northside Home", "en"),
        )
        self.customer.follow(self.clerk.state)
        self.clerk.shown_to(self.customer.follow)
        self.clerk.start()

    def events(self, *types: str) -> list[str]:
        """The types of events that were journaled, of those."""
        return [event.type for event in self.counter.journal.read(types=types)]


def counter_with(*options: Option) -> Counter:
    """The shelf's and the plums' shop, where this is offered; the shelf's board without any."""
    shown = options or shelf_options()
    return Counter(sales=FakeSales([sale(), plums()]), propose=proposing(shown))
