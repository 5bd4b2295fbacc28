"""Leads through the ten cases of a first week, beside the clerk's own window.

Owns which case it is, what is said of it, and what the buttons of the strip do. Plain Python. The
return itself is done in the clerk's window, and nothing of it is made easier here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from returns_desk.application.desk_state import Stage
from returns_desk.application.sentences import N_, TITLES
from returns_desk.application.training_cases import CASES, case_after, chosen_in
from returns_desk.ui.kit.error_words import error_words
from returns_desk.ui.start.contents import CoachContent

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.training_cases import TrainingCase, TrainingProgress
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.kit.wording import Words

_SIGN_IN = N_("Sign in first: touch Mara, and type the PIN that stands on the tile.")
_WALKED = N_("They left without a solution, and there was one: {option}.")
_OTHER = N_("It is booked. Another choice was expected: {option}.")


class Strip(Protocol):
    """The strip, as the coach sees it."""

    def show_content(self, content: CoachContent) -> None:
        """Show where the training is."""
        ...


class Counter(Protocol):
    """What the coach may do at the clerk's window: what a person does there too."""

    def scan(self, receipt: str) -> None:
        """Scan a receipt."""
        ...

    def next_customer(self) -> None:
        """Make room for the next customer."""
        ...

    def words(self) -> Words:
        """The words of the language on screen."""
        ...


class Shop(Protocol):
    """The training shop: makes receipts and remembers."""

    def progress(self) -> TrainingProgress:
        """What is remembered."""
        ...

    def draw(self, case: TrainingCase) -> str:
        """Make a receipt for a case; in the worker. Its number."""
        ...

    def remember(self, code: str) -> None:
        """That case ended as expected; in the worker."""
        ...

    def forget(self) -> None:
        """All ten begin again; in the worker."""
        ...


class Worker(Protocol):
    """Runs jobs one after another, and calls back in the window's thread."""

    def run(
        self,
        job: Callable[[], str],
        on_done: Callable[[str], None],
        on_failed: Callable[[ReturnsError], None],
    ) -> int:
        """Run a job, then exactly one of the callbacks."""
        ...


class Coach:
    """The training at one counter.

    Attributes:
        case: the case in hand.
        verdict: whether it ended as expected; None while it goes on.
    """

    def __init__(self, strip: Strip, counter: Counter, shop: Shop, worker: Worker) -> None:
        """Begin with the first case that is not done."""
        self._strip, self._counter, self._shop, self._worker = strip, counter, shop, worker
        self.case = case_after(None, shop.progress().done)
        self.verdict: bool | None = None
        self._receipt = ""
        self._ended = ""
        self._is_open = False
        self._stage, self._types_pin = Stage.SIGNED_OUT, False
        self._fault: ReturnsError | None = None

    def follow(self, state: DeskState) -> None:
        """The window shows another snapshot."""
        self._stage, self._types_pin = state.stage, state.signing_in is not None
        chosen = chosen_in(state)
        if self._is_open and chosen is not None:
            self._judge(chosen)
        case = state.case
        if case is not None and chosen is None:
            self._is_open = any(each.receipt == self._receipt for each in case.receipts)
        self.show()

    def first(self) -> None:
        """The first button: scan, or go on to the next case."""
        if self.verdict is None:
            self._draw()
        elif len(self._shop.progress().done) == len(CASES):
            self._leave_slip()
            self._work(self._forgotten, self._turned)
        else:
            self._leave_slip()
            self._turned("")

    def second(self) -> None:
        """The second button: another case, or this one again."""
        if self.verdict is None:
            self._turned("")
        else:
            self._leave_slip()
            self.verdict = None
            self.show()

    def show(self) -> None:
        """Show where the training is, in the window's language."""
        self._strip.show_content(self._content(self._counter.words()))

    def _judge(self, chosen: str) -> None:
        self._is_open, self._ended = False, chosen
        self.verdict = chosen == self.case.expected
        if self.verdict:
            self._work(self._remembered, self._nothing_more)

    def _draw(self) -> None:
        self._work(lambda: self._shop.draw(self.case), self._drawn)

    def _drawn(self, receipt: str) -> None:
        self._receipt = receipt
        self._counter.scan(receipt)

    def _turned(self, _: str) -> None:
        self.case, self.verdict = case_after(self.case.code, self._shop.progress().done), None
        self.show()

    def _leave_slip(self) -> None:
        if self._stage is Stage.SLIP:
            self._counter.next_customer()

    def _work(self, job: Callable[[], str], then: Callable[[str], None]) -> None:
        self._fault = None
        self._worker.run(job, then, self._failed)

    def _remembered(self) -> str:
        self._shop.remember(self.case.code)
        return ""

    def _forgotten(self) -> str:
        self._shop.forget()
        return ""

    def _nothing_more(self, _: str) -> None:
        self.show()

    def _failed(self, error: ReturnsError) -> None:
        self._fault = error
        self.show()

    def _content(self, words: Words) -> CoachContent:
        number = CASES.index(self.case) + 1
        done = len(self._shop.progress().done)
        lead = words.text(
            "{number} of 10 · {title}", number=number, title=words.text(self.case.title)
        )
        if self._fault is not None:
            return CoachContent(lead, error_words(words, self._fault), "warning", "attention")
        if self.verdict is not None:
            return self._afterwards(words, lead, done)
        is_waiting = self._stage is Stage.WAITING
        story, says = words.text(self.case.story), words.text(self.case.says)
        text = f"{story} {words.text('“{says}”', says=says)}"
        if self._stage is Stage.SIGNED_OUT:
            # The pad for the PIN needs all the room that there is.
            text = "" if self._types_pin else words.text(_SIGN_IN)
        return CoachContent(
            lead,
            text,
            "person",
            "primary",
            first=words.text("Scan the receipt") if is_waiting else "",
            second=words.text("Another case") if is_waiting else "",
        )

    def _afterwards(self, words: Words, lead: str, done: int) -> CoachContent:
        why = words.text(self.case.why)
        onward = words.text("Next case")
        if done == len(CASES):
            onward = words.text("Begin all ten again")
        if self.verdict:
            praise = words.text("That was the choice expected.")
            text = f"{praise} {why} {words.text('{count} of 10 done.', count=done)}"
            return CoachContent(lead, text, "check-circle", "now", first=onward)
        option = words.text(TITLES[self.case.expected])
        said = words.text(_OTHER if self._ended else _WALKED, option=option)
        again = words.text("Try it again")
        return CoachContent(lead, f"{said} {why}", "bulb", "attention", first=onward, second=again)
