"""What is done to new goods and to prices that are typed.

Owns which command each touch and text becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import Prompt
from returns_desk.application.new_goods_record import NEW_GOODS
from returns_desk.application.sentences import N_
from returns_desk.application.signing_in import is_badge
from returns_desk.domain.errors import InvalidInput
from returns_desk.ui.clerk.goodwill_contents import ALL_OF_IT, AMOUNT, WHY
from returns_desk.ui.clerk.paper_entry import read_amount, read_day
from returns_desk.ui.clerk.papers_actions import PapersActions
from returns_desk.ui.clerk.papers_contents import PAPERS_SEEN
from returns_desk.ui.clerk.parcel_contents import PARCEL, POSTED
from returns_desk.ui.clerk.receipt_contents import NEW_PRICE, place_of

if TYPE_CHECKING:
    from returns_desk.ui.clerk.driver import Driver

NONE: Final = Decimal(0)
_AMOUNTS: Final = frozenset({Prompt.PRICE, Prompt.AMOUNT})


class OtherWaysActions:
    """The part of the presenter for new goods and prices."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver
        self.papers = PapersActions(driver)

    def typed(self, text: str) -> bool:
        """Take a typed price or day; False where none is waited for, or it is a badge."""
        return not is_badge(text) and (self._price_typed(text) or self._day_typed(text))

    def _day_typed(self, text: str) -> bool:
        driver = self._driver
        if driver.state.prompt is not Prompt.POSTED_ON:
            return False
        try:
            day = read_day(text, driver.words.language)
        except InvalidInput:
            driver.show_error(InvalidInput("scan", N_("Type the day like this: 2026-11-07.")))
            return True
        driver.do(partial(driver.desk.set_posted_on, day))
        return True

    def receipt_touched(self, code: str) -> bool:
        """Mark a parcel, wait for its day, or ask for papers; False where it is none of them."""
        driver, case = self._driver, self._driver.state.case
        if code == POSTED:
            driver.do(driver.desk.ask_posted_on)
        elif code == PARCEL and case is not None:
            is_parcel = case.other_ways.parcel is None
            driver.do(partial(driver.desk.mark_parcel, is_parcel=is_parcel))
        elif code == PAPERS_SEEN:
            self.papers.opened()
        return code in {PARCEL, POSTED, PAPERS_SEEN}

    def _price_typed(self, text: str) -> bool:
        driver, case = self._driver, self._driver.state.case
        if driver.state.prompt not in _AMOUNTS or case is None:
            return False
        try:
            price = read_amount("scan", text, driver.words.language, case.currency)
        except InvalidInput as error:
            driver.show_error(error)
            return True
        driver.do(partial(driver.desk.name_price, price))
        return True

    def quantity_changed(self, line: str, quantity: str) -> bool:
        """Let that many of new goods go out; False where the line is none of them."""
        receipt, number = place_of(line)
        if receipt != NEW_GOODS:
            return False
        self._driver.do(partial(self._driver.desk.set_new_goods, number, Decimal(quantity)))
        return True

    def line_selected(self, line: str) -> bool:
        """Leave new goods here; False where the line is none of them."""
        return self.quantity_changed(line, str(NONE))

    def goodwill_touched(self, code: str) -> bool:
        """Note why goodwill is given, or wait for how much; False for all else."""
        if code == AMOUNT:
            self._driver.do(self._driver.desk.ask_goodwill_amount)
            return True
        if not code.startswith(WHY):
            return False
        reason = code.removeprefix(WHY)
        self._driver.do(partial(self._driver.desk.set_goodwill_reason, reason))
        return True

    def tile_touched(self, code: str) -> bool:
        """Give all of the goodwill; False where something else was touched."""
        case = self._driver.state.case
        if code != ALL_OF_IT or case is None:
            return False
        most = case.other_ways.goodwill_most
        self._driver.do(partial(self._driver.desk.name_price, most))
        return True

    def price_touched(self, line: str, code: str) -> bool:
        """Wait for another price of a line; False where a reason was touched."""
        if code != NEW_PRICE:
            return False
        self._driver.do(partial(self._driver.desk.ask_price, *place_of(line)))
        return True
