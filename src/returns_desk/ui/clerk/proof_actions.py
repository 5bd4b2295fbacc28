"""What is done on the ladder of proof: rungs, what was typed, what was found.

Owns which command each of it becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.desk_state import Stage
from returns_desk.application.proofs import Rung
from returns_desk.domain.errors import InvalidInput
from returns_desk.ui.clerk.option_contents import open_need
from returns_desk.ui.clerk.other_ways_actions import OtherWaysActions
from returns_desk.ui.clerk.proof_contents import PAPER
from returns_desk.ui.clerk.proof_entry import clues_of, goods_of
from returns_desk.ui.clerk.receipt_contents import TAKE_OUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.desk_state import DeskState
    from returns_desk.ui.clerk.driver import Driver
    from returns_desk.ui.clerk.proof_shapes import ProofEntry


class ProofActions:
    """The ladder's part of the presenter."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver

    def opened(self) -> None:
        """F3: the ladder; from the ladder on to the receipt that is here on paper."""
        driver = self._driver
        if driver.state.stage is Stage.PROOF:
            self.rung_chosen(PAPER)
        else:
            driver.do(driver.desk.begin_proof)

    def rung_chosen(self, code: str) -> None:
        """Step to another rung; goods that are in the case already are on the board."""
        driver = self._driver
        case = driver.state.case
        driver.local.proof_is_edited = False
        if code == PAPER:
            driver.do(driver.desk.begin_key_in)
        elif code == Rung.NOTHING and case is not None and case.without_receipt:
            driver.do(driver.desk.back)
        else:
            driver.do(partial(driver.desk.begin_proof, Rung(code)))

    def edited(self) -> None:
        """Something is typed that was not looked for yet."""
        if not self._driver.local.proof_is_edited:
            self._driver.local.proof_is_edited = True
            self._driver.show_footer()

    def entered(self, entry: ProofEntry) -> None:
        """Look for it; on the last rung take the goods in."""
        driver = self._driver
        language, currency = driver.words.language, driver.settings.currency
        try:
            if entry.rung == Rung.NOTHING:
                act = partial(driver.desk.add_goods, goods_of(entry, language, currency))
            else:
                act = partial(driver.desk.look_up, clues_of(entry, language, currency))
        except InvalidInput as error:
            driver.show_error(error)
            return
        driver.local.proof_is_edited = False
        driver.do(act)

    def taken(self, receipt: str) -> None:
        """Take a receipt that fits into the case."""
        if not self._driver.is_pending():
            self._driver.do(partial(self._driver.desk.pick_candidate, receipt))

    # the board below the ladder: whatever is done on it leads there
    def option_chosen(self, option_id: str) -> None:
        """Choose an option of the board below."""
        driver = self._driver
        driver.local.marked = driver.local.wanted = option_id
        driver.do(partial(self._on_board, partial(driver.desk.choose, option_id)))

    def option_answered(self, option_id: str, *, yes: bool) -> None:
        """Answer the question of an option; a no that says too little leads to the board."""
        driver = self._driver
        case = driver.state.case
        need = open_need(case.board.option(option_id)) if case is not None else None
        driver.local.marked = option_id
        if need is not None and (yes or isinstance(need.value, bool)):
            value = need.value if yes else not need.value
            driver.do(partial(self._on_board, partial(driver.desk.answer, need.fact, value)))
        else:
            driver.do(driver.desk.back)

    # receipts of the case
    def receipt_acted(self, receipt: str, code: str) -> None:
        """Mark a gift receipt, or take one of several receipts out again."""
        driver, case = self._driver, self._driver.state.case
        if OtherWaysActions(driver).receipt_touched(code):
            return
        if code == TAKE_OUT:
            driver.do(partial(driver.desk.take_out_receipt, receipt))
        elif case is not None:
            driver.do(partial(driver.desk.mark_gift_receipt, is_gift=not case.is_gift))

    def _on_board(self, act: Callable[[], DeskState]) -> DeskState:
        """Leave the ladder, then act. Runs in the worker."""
        self._driver.desk.back()
        return act()
