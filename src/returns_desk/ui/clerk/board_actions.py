"""What is done on the board and to the goods: choosing, answering, asking, counting.

Owns which command each touch and key on the board becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.desk_state import Stage
from returns_desk.domain.board import Standing
from returns_desk.domain.case import Condition, Reason
from returns_desk.ui.clerk.board_contents import OTHER
from returns_desk.ui.clerk.contents import BannerContent
from returns_desk.ui.clerk.option_contents import Speaker, open_need
from returns_desk.ui.clerk.other_ways_actions import OtherWaysActions
from returns_desk.ui.clerk.receipt_contents import line_key, place_of

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState, DeskState, LineState
    from returns_desk.domain.board import FactValue
    from returns_desk.ui.clerk.driver import Driver

NOTHING = Decimal(0)
_SHOWN_IN = frozenset({Stage.BOARD, Stage.APPROVAL})


class BoardActions:
    """The board's part of the presenter."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver
        self._other_ways = OtherWaysActions(driver)

    # options
    def digit_chosen(self, number: int) -> None:
        """Choose the option with that number."""
        case = self._shown_case()
        numbers = case.numbers if case is not None else {}
        for option_id in [each for each, given in numbers.items() if given == number]:
            self.option_chosen(option_id)

    def option_chosen(self, option_id: str) -> None:
        """Choose an option, ask for it where a manager decides, or take the choice back."""
        driver = self._driver
        if driver.state.case is not None and driver.state.case.chosen == option_id:
            driver.do(driver.desk.back)
            return
        driver.local.marked = driver.local.wanted = option_id
        driver.do(partial(driver.desk.choose, option_id))

    def option_asked(self, option_id: str) -> None:
        """Ask a manager for an option, here and now."""
        driver, case = self._driver, self._driver.state.case
        is_requested = case is not None and case.requested == option_id
        if is_requested and driver.state.stage is Stage.APPROVAL:
            driver.view.point_at("scan")
        elif is_requested:
            driver.do(partial(driver.desk.begin_approval, option_id))
        else:
            driver.do(partial(driver.desk.choose, option_id))

    def condition_answered(self, *, yes: bool) -> None:
        """Answer the question of the marked option, else of the first one shown."""
        case = self._shown_case()
        if case is None:
            return
        waiting = [
            option.id for option in case.board.options if option.standing is Standing.CONDITIONAL
        ]
        waiting.sort(key=lambda option_id: case.numbers.get(option_id, len(case.board.options)))
        marked = self._driver.local.marked
        if waiting:
            self.option_answered(marked if marked in waiting else waiting[0], yes=yes)

    def option_answered(self, option_id: str | None, *, yes: bool) -> None:
        """Answer the question on an option; a no that says too little opens the choice."""
        case = self._shown_case()
        if case is None or option_id is None:
            return
        need = open_need(case.board.option(option_id))
        if need is None:
            return
        self._driver.local.marked = option_id
        if yes or isinstance(need.value, bool):
            value = need.value if yes else not need.value
            is_wanted = option_id in {case.asked, self._driver.local.wanted}
            self._driver.do(
                partial(self._answer, need.fact, value, option_id if is_wanted else None)
            )
        else:
            self._open_choice(case, need.fact)

    def chip_asked(self, code: str) -> None:
        """Note what the customer asks for; "Other" unfolds the rarer ones."""
        if self._other_ways.goodwill_touched(code):
            return
        if code == OTHER:
            self._driver.local.shows_more_asks = True
            self._driver.show()
            return
        case = self._shown_case()
        if case is not None:
            option = case.board.option(code)
            self._driver.local.marked = self._driver.local.wanted = option.same_as or code
        self._driver.do(partial(self._driver.desk.ask_for, code))

    # the customer's own display
    def takes_wishes(self) -> bool:
        """Tell whether the customer may point now without anything being lost to the clerk."""
        is_board = self._driver.state.stage is Stage.BOARD
        return is_board and self._shown_case() is not None and not self._driver.is_pending()

    def is_pending(self) -> bool:
        """Tell whether a command is under way."""
        return self._driver.is_pending()

    def customer_asked(self, option_id: str) -> None:
        """The customer pointed at an option: the same as asking for it aloud."""
        self._driver.local.marked = self._driver.local.wanted = option_id
        self._driver.do(partial(self._ask_while_open, option_id))

    # the goods
    def quantity_changed(self, line: str, quantity: str) -> None:
        """Claim that many of a line."""
        if self._other_ways.quantity_changed(line, quantity):
            return
        receipt, number = place_of(line)
        self._driver.do(partial(self._driver.desk.set_quantity, receipt, number, Decimal(quantity)))

    def line_selected(self, line: str, *, on: bool) -> None:
        """Take all of a line in, or leave it out."""
        there = None if self._other_ways.line_selected(line) else self._line(line)
        if there is not None:
            wanted = there.available if on else NOTHING
            self._driver.do(
                partial(self._driver.desk.set_quantity, there.receipt, there.line, wanted)
            )

    def reason_chosen(self, line: str, code: str) -> None:
        """Note why it comes back; the same again takes it back."""
        there = None if self._other_ways.price_touched(line, code) else self._line(line)
        if there is not None:
            reason = None if there.reason == code else Reason(code)
            self._driver.do(
                partial(self._driver.desk.set_reason, there.receipt, there.line, reason)
            )

    def condition_chosen(self, line: str, code: str) -> None:
        """Note how it looks; the same again takes it back."""
        there = self._line(line)
        if there is not None:
            condition = None if there.condition == code else Condition(code)
            self._driver.do(
                partial(self._driver.desk.set_condition, there.receipt, there.line, condition)
            )

    def _answer(self, fact: str, value: FactValue, wanted: str | None) -> DeskState:
        """Answer; what the customer wants is marked as soon as nothing stands before it.

        Runs in the worker.
        """
        desk = self._driver.desk
        state = desk.answer(fact, value)
        if state.case is None or wanted is None or state.case.chosen is not None:
            return state
        option = state.case.board.option(wanted)
        return desk.choose(wanted) if option.standing is Standing.AVAILABLE else state

    def _ask_while_open(self, option_id: str) -> DeskState:
        """Ask, unless the clerk went on meanwhile; runs in the worker.

        While a manager decides, nothing changes what is decided on (R3): the wish waits.
        """
        state = self._driver.desk.state()
        return self._driver.desk.ask_for(option_id) if state.stage is Stage.BOARD else state

    def _open_choice(self, case: CaseState, fact: str) -> None:
        """Let the answer be picked on the receipt's line."""
        words = self._driver.words
        part, _, index = fact.partition(":")
        lines = Speaker(case, words).claimed_lines()
        line = lines.get(int(index)) if index.isdecimal() else None
        if line is not None and part in {"reason", "condition"}:
            self._driver.view.unfold(line_key(line.receipt, line.line), part)
            sentence = words.text("Touch on the left what it is.")
        else:
            sentence = words.text("Then it stays as it is. The other options are open.")
        self._driver.view.show_banner(BannerContent(sentence, "question"))

    def _shown_case(self) -> CaseState | None:
        """The case while its board is in sight."""
        state = self._driver.state
        is_shown = state.stage in _SHOWN_IN and not self._driver.local.overlay
        return state.case if is_shown else None

    def _line(self, key: str) -> LineState | None:
        case = self._shown_case()
        lines = [line for receipt in case.receipts for line in receipt.lines] if case else []
        lines += case.without_receipt if case else ()
        return next((line for line in lines if (line.receipt, line.line) == place_of(key)), None)
