"""What is done with goods that a customer waits for.

Owns which command each button becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from returns_desk.application.tickets.opening import WEEKS
from returns_desk.application.tickets.ticket import OUTCOMES
from returns_desk.ui.clerk.ticket_contents import CLOSE, EXPECT, ORDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.ui.clerk.driver import Driver


def ticket_actions(driver: Driver) -> Mapping[str, Callable[[], None]]:
    """What each of their buttons does."""
    codes = dict.fromkeys(chain.from_iterable(OUTCOMES.values()))
    outcomes = {CLOSE + code: partial(_close, driver, code) for code in codes}
    orders = {f"{ORDER}{each}": partial(_order, driver, each) for each in WEEKS}
    weeks = {f"{EXPECT}{each}": partial(_expect, driver, each) for each in WEEKS}
    return {**outcomes, **weeks, **orders}


def _close(driver: Driver, outcome: str) -> None:
    driver.do(partial(driver.desk.close_ticket, outcome))


def _expect(driver: Driver, weeks: int) -> None:
    driver.do(partial(driver.desk.expect_ticket, weeks))


def _order(driver: Driver, weeks: int) -> None:
    driver.do(partial(driver.desk.order_goods, weeks))
