"""One whole training return without a window: the real profile, stores, packs, desk and slip.

Owns the steps of that return and what has to hold after each. Works in the folder it is given and
nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.resources import resources_root
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.counter import add_demo_sales, open_counter
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.domain.errors import Defect, EnvironmentFault

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from returns_desk.application.desk import Desk
    from returns_desk.application.slips import Slip
    from returns_desk.domain.sale import Sale

BOUGHT: Final = "SHELF-36W"
OPTION: Final = "refund/original"
REFERENCE: Final = "004512"
"""What a card reader would have given."""
PAID_BACK_EVENTS: Final = ("receipt_added", "option_chosen", "leg_booked")
SMALLEST_PDF_BYTES: Final = 1_000
_ANSWERS: Final = (
    ("reason", "changed_mind"),
    ("condition", "unopened"),
    ("original_tender_present", True),
)
"""What the training customer says, by the beginning of the question's name."""
SMALLEST_JOB_BYTES: Final = 200
_ESCAPE: Final = b"\x1b"
_CASE: Final = "self-test"


class TrainingReturn:
    """The steps in their order; each needs those before it, and answers what it found."""

    def __init__(self, folder: Path, open_now: ExitStack) -> None:
        """Work in `folder`; what is opened is closed by `open_now`."""
        self._folder, self._open_now = folder, open_now
        self._profile: Profile | None = None
        self._sales: tuple[Sale, ...] = ()
        self._slip: Slip | None = None

    def open_profile(self) -> str:
        """A fresh training profile is made and locked.

        Raises:
            EnvironmentFault: The folder can't be written.

        """
        profile = Profile.demo(self._folder)
        self._open_now.enter_context(profile)
        profile.lock()
        self._profile = profile
        return f"made for {profile.configuration.store.name}, locked"

    def add_sales(self) -> str:
        """The demo shop's sales come into the sale store.

        Raises:
            EnvironmentFault: The store can't be written, or there are none.

        """
        profile = self._opened()
        self._sales = add_demo_sales(profile, profile.clock.now())
        return f"{len(self._sales)} added"

    def complete_return(self) -> str:
        """The shelf is scanned, chosen, confirmed and booked at the counter.

        Raises:
            OperatorMistake: A step was refused.
            Defect: The counter did not end with a slip.

        """
        profile = self._opened()
        around = self._around(profile)
        with open_counter(profile, around.words) as desk:
            slip = self._walk(desk)
        self._slip = slip
        with profile.read_journal() as journal:
            types = [event.type for event in journal.read()]
        missing = [each for each in PAID_BACK_EVENTS if each not in types]
        if missing:
            raise Defect(f"The journal does not tell of {', '.join(missing)}.")
        return f"{OPTION}, case {slip.case_number}, {len(types)} events"

    def write_pdf(self) -> str:
        """The slip becomes a PDF in the profile's slips.

        Raises:
            EnvironmentFault: It can't be written.

        """
        application_with_look("light")
        profile = self._opened()
        path = profile.directory / self._around(profile).keep_slip(self._finished_slip())
        content = path.read_bytes()
        if not content.startswith(b"%PDF-") or len(content) < SMALLEST_PDF_BYTES:
            raise EnvironmentFault("The slip's PDF is not whole; install the program again.")
        return f"{len(content):,} bytes"

    def write_printer_bytes(self) -> str:
        """The slip becomes what a receipt printer understands, as letters and as a picture.

        Raises:
            EnvironmentFault: What printers understand did not come along.

        """
        application_with_look("light")
        model = printer_model()
        jobs = [slip_bytes(self._finished_slip(), model, as_picture=each) for each in (False, True)]
        if not all(len(job) > SMALLEST_JOB_BYTES and job.startswith(_ESCAPE) for job in jobs):
            message = "The slip for receipt printers is not whole; install the program again."
            raise EnvironmentFault(message)
        return f"{len(jobs[0]):,} bytes as letters, {len(jobs[1]):,} as a picture"

    def keep_personal_data(self) -> str:
        """A document is encrypted, read back and erased.

        Raises:
            Defect: It did not come back as it was.

        """
        with self._opened().open_people() as people:
            people.put(_CASE, {"name": "Õie"})
            came_back = people.get(_CASE)
            people.erase(_CASE)
            if came_back != {"name": "Õie"} or people.get(_CASE) is not None:
                raise Defect("Personal data did not come back as they were kept.")
        return "encrypted, read back, erased"

    def verify_journal(self) -> str:
        """Every event is as it was recorded, by the deep check, and an anchor vouches for it.

        Raises:
            Defect: The journal does not verify.

        """
        slip = self._finished_slip()
        with self._opened().read_journal() as journal:
            found = journal.verify(deep=True, slips=(slip.anchor,))
        if found.bent is not None:
            raise Defect(f"The journal does not verify. {found.bent.message}")
        if not found.anchors:
            raise Defect("Nothing outside the journal vouches for it.")
        return f"{found.events} events verified, vouched for up to {found.vouched_to}"

    def _walk(self, desk: Desk) -> Slip:
        clerk = next(each for each in DEMO_OPERATORS if each.role == "clerk")
        desk.choose_operator(clerk.id)
        desk.sign_in(clerk.pin)
        desk.scan(self._receipt())
        state = desk.choose(OPTION)
        for fact, value in _ANSWERS:
            for question in state.case.board.questions if state.case else ():
                if question.fact.startswith(fact):
                    state = desk.answer(question.fact, value)
        desk.choose(OPTION)
        desk.confirm()
        state = desk.book_leg(1, REFERENCE)
        if state.stage is not Stage.SLIP or state.case is None or state.case.slip is None:
            raise Defect(f"The training return ended at {state.stage} and without a slip.")
        return state.case.slip

    def _receipt(self) -> str:
        for sale in self._sales:
            if any(line.sku == BOUGHT for line in sale.lines):
                return sale.receipt
        raise EnvironmentFault(f"The demo sales lack {BOUGHT}; install the program again.")

    def _around(self, profile: Profile) -> DeskSurroundings:
        return DeskSurroundings(profile.directory, resources_root(), profile.clock, write_slip)

    def _opened(self) -> Profile:
        if self._profile is None:
            raise EnvironmentFault("There is no training profile; mend what is named above first.")
        return self._profile

    def _finished_slip(self) -> Slip:
        if self._slip is None:
            raise EnvironmentFault("There is no slip; mend what is named above first.")
        return self._slip
