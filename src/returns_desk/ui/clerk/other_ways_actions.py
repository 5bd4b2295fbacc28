"""What is done to new goods and to prices that are typed.

Owns which command each touch and text becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import Prompt
from returns_desk.application.new_goods_record import NEW_GOODS
from returns_desk.application.signing_in import is_badge
from returns_desk.domain.errors import InvalidInput
from returns_desk.ui.clerk.goodwill_contents import WHY
from returns_desk.ui.clerk.paper_entry import read_amount
from returns_desk.ui.clerk.receipt_contents import NEW_PRICE, place_of

if TYPE_CHECKING:
    from returns_desk.ui.clerk.driver import Driver

NONE: Final = Decimal(0)


class OtherWaysActions:
    """The part of the presenter for new goods and prices."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver

    def price_typed(self, text: str) -> bool:
        """Take what was typed as a price; False where none is waited for, or it is a badge."""
        driver, case = self._driver, self._driver.state.case
        if driver.state.prompt is not Prompt.PRICE or case is None or is_badge(text):
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
        """Note why goodwill is given; False where something else was touched."""
        if not code.startswith(WHY):
            return False
        reason = code.removeprefix(WHY)
        self._driver.do(partial(self._driver.desk.set_goodwill_reason, reason))
        return True

    def price_touched(self, line: str, code: str) -> bool:
        """Wait for another price of a line; False where a reason was touched."""
        if code != NEW_PRICE:
            return False
        self._driver.do(partial(self._driver.desk.ask_price, *place_of(line)))
        return True
