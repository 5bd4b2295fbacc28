"""A counter whose disk fails, driven through one return; it tells what a clerk would see of it.

Owns the journey, step by step, with each step tried again once there is room, or the program begun
anew. It judges nothing but what can be seen at once: every fault is one sentence that names a file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from fakes import PlainWords
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.policies import load_policy
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.resources import resource_path
from returns_desk.application.desk_state import LegPhase, Stage
from returns_desk.application.personal_data import PersonalData
from returns_desk.bootstrap.counter import CounterOptions, FixedPolicy, open_counter
from returns_desk.bootstrap.printing import open_printer
from returns_desk.domain.errors import EnvironmentFault, ReturnsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from returns_desk.application.desk import Desk
    from returns_desk.application.ports import Event, NewEvent
    from torture.failing_disk import FailingDisk

CHEAP_PINS = PinCost(passes=1, memory_kib=64)
PINS = {each.id: each.pin for each in DEMO_OPERATORS}
NAME = "Edith Vance"
OPTION = "refund/original"
Step = Callable[["Desk"], object]


def sign_in(desk: Desk) -> None:
    """As the clerk; what was open is taken up."""
    if desk.state().stage is Stage.SIGNED_OUT:
        desk.choose_operator("mara")
        desk.sign_in(PINS["mara"])
    desk.resume()


def pay_next(desk: Desk) -> None:
    """Book the leg that has begun, or settle the one in doubt: the money went."""
    state = desk.state()
    for leg in state.case.legs if state.case else ():
        if leg.phase is LegPhase.IN_DOUBT:
            desk.settle_leg(leg.leg, happened=True, reference="004512")
            return
        if leg.phase is LegPhase.BEGUN:
            desk.book_leg(leg.leg, "004512", counted=leg.pays if leg.means == "cash" else None)
            return


def decide(desk: Desk) -> None:
    """Answer what is asked, choose the money back the way it was paid, and confirm."""
    while (case := desk.state().case) and case.board.questions:
        question = case.board.questions[0]
        desk.answer(question.fact, True if True in question.answers else question.answers[0])
    desk.choose(OPTION)
    desk.confirm()


def take_up(desk: Desk) -> None:
    """Sign in, and finish what a program before this one had begun to pay."""
    sign_in(desk)
    while desk.state().stage in {Stage.BOOKING, Stage.IN_DOUBT}:
        pay_next(desk)
    if desk.state().stage is Stage.SLIP:
        desk.next_customer()


@cache
def policy() -> FixedPolicy:
    """The packs of the demo shop, read once: reading them changes no file."""
    return FixedPolicy(load_policy(resource_path("policies")).policy_for("USD"))


def steps_of(receipt: str) -> tuple[Step, ...]:
    """The whole return, for a desk where nobody is signed in."""
    return (
        sign_in,
        lambda desk: desk.scan(receipt),
        lambda desk: desk.keep_personal_data(PersonalData(name=NAME)),
        decide,
        pay_next,
        pay_next,
        lambda desk: desk.next_customer(),
    )


@dataclass
class Shop:
    """One profile on one failing disk; `told` are the sentences, `events` what was acknowledged."""

    folder: Path
    disk: FailingDisk
    told: list[str] = field(default_factory=list)
    events: dict[int, str] = field(default_factory=dict)

    @contextmanager
    def open(self) -> Iterator[Desk]:
        """The counter with its printer, as the program opens it."""
        with ExitStack() as open_now:
            profile = open_now.enter_context(Profile.open(self.folder))
            profile.lock()
            printer = open_now.enter_context(open_printer(profile, lambda: None))
            options = CounterOptions(pin_cost=CHEAP_PINS, policies=policy())
            counter = open_counter(
                profile, lambda _: PlainWords(), options, printer, self._in_the_background
            )
            yield open_now.enter_context(counter)

    def go_through(self, steps: tuple[Step, ...], *, begins_anew: bool) -> None:
        """Each step until it is done; after a fault at once, or in a program begun anew."""
        done = 0
        while True:
            try:
                with self.open() as desk:
                    if done:
                        sign_in(desk)
                    while done < len(steps):
                        if self._is_done(steps[done], desk):
                            done += 1
                        elif begins_anew:
                            break
                        else:
                            self.disk.mend()
            except EnvironmentFault as fault:
                self._note(fault)
            if done == len(steps):
                return
            self.disk.mend()
            if done and begins_anew:
                return

    def _is_done(self, step: Step, desk: Desk) -> bool:
        before = desk.state().stage
        try:
            step(desk)
        except EnvironmentFault as fault:
            self._note(fault)
        else:
            return True
        assert desk.state().stage in {before, Stage.WAITING, Stage.BOARD}, before
        return False

    def _note(self, fault: EnvironmentFault) -> None:
        sentence = str(fault)
        assert "Traceback" not in sentence, sentence
        assert sentence.endswith("."), sentence
        assert str(self.folder) in sentence, sentence
        self.told.append(sentence)

    def _in_the_background(self, error: ReturnsError) -> None:
        assert isinstance(error, EnvironmentFault), error
        self._note(error)


@contextmanager
def telling_of_events(tell: Callable[[int, str], object]) -> Iterator[None]:
    """Tell sequence and hash of each event, once its append has returned in this process."""
    real = SqliteJournal.append

    def append(self: SqliteJournal, *events: NewEvent) -> tuple[Event, ...]:
        recorded = real(self, *events)
        for each in recorded:
            tell(each.sequence, each.hash)
        return recorded

    SqliteJournal.append = append  # type: ignore[method-assign]  # this process's own journal
    try:
        yield
    finally:
        SqliteJournal.append = real  # type: ignore[method-assign]  # as it was
