"""Pictures of every step of the demo, without a display: for the README and for looking at.

Owns the walk through the demo shop. Everything in it goes through the window's own signals, as a
person would; the clock stands still, so that the pictures are the same each time.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.translations import SOURCE_LANGUAGE
from returns_desk.bootstrap.counter import CounterOptions, add_demo_sales, demo_welcome
from returns_desk.domain.errors import Defect, EnvironmentFault
from returns_desk.ui.kit import theme
from returns_desk.ui.kit.tokens import THEME_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from returns_desk.bootstrap.desk import OpenedDesk

NOON: Final = datetime.fromisoformat("2026-11-21T18:40:00-06:00")
SHELF: Final = "3141-07-20261107-0042"
PLUMS: Final = "3141-03-20261121-0017"
LAMP: Final = "3141-04-20261115-0088"
SMALL: Final = (1024, 768)
NORMAL: Final = (1280, 800)
LARGE: Final = (1920, 1080)
_PATIENCE_MS: Final = 20_000
_CHEAP_PINS: Final = PinCost(passes=1, memory_kib=64)


class CountedIds:
    """Ids in the order in which they are asked for, the same in each walk."""

    def __init__(self) -> None:
        self._count = 0

    def new_id(self) -> str:
        """The next one."""
        self._count += 1
        return f"01a20000-0000-7000-8000-{self._count:012}"


class StandingClock:
    """A clock that shows one moment."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """That moment."""
        return self._moment


def take_pictures(
    folder: Path, looks: tuple[str, ...] = THEME_NAMES, language: str = SOURCE_LANGUAGE
) -> int:
    """Write a picture of every step in every look; answers exit code 0.

    Those of another language than English have it in their names.

    Raises:
        EnvironmentFault: the folder can't be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Late: the platform is chosen before anything of Qt is made.
    from returns_desk.bootstrap.customer_pictures import (  # noqa: PLC0415 -- late, see above
        CustomerWalk,
    )
    from returns_desk.bootstrap.looks import application_with_look  # noqa: PLC0415 -- late, see above
    from returns_desk.bootstrap.manager_pictures import (  # noqa: PLC0415 -- late, see above
        ManagerWalk,
    )

    application = application_with_look("light")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder}: pictures can't be written here; choose another folder."
        raise EnvironmentFault(message, code="folder_unwritable") from error
    for look in looks:
        theme.apply_theme(application, look, 0)
        kind = look if language == SOURCE_LANGUAGE else f"{look}-{language}"
        with _fresh_demo(language) as opened:
            Walk(opened, folder, kind).whole()
        with _fresh_demo(language) as opened:
            CustomerWalk(opened, folder, kind, language).whole()
        with _fresh_demo(language) as opened:
            ManagerWalk(opened, folder, kind, language).whole()
    return 0


@contextmanager
def _fresh_demo(language: str) -> Iterator[OpenedDesk]:
    with (
        tempfile.TemporaryDirectory(prefix="returns-desk-") as place,
        demo_at_noon(Path(place) / "profile", language) as opened,
    ):
        yield opened


@contextmanager
def demo_at_noon(directory: Path, language: str) -> Iterator[OpenedDesk]:
    """The demo's desk in a fresh folder, its clock at `NOON` and its ids counted.

    Raises:
        EnvironmentFault: the folder can't be written.
    """
    # Late: the platform is chosen before anything of Qt is made.
    from returns_desk.bootstrap.desk import DeskOptions, desk_on  # noqa: PLC0415 -- late, see above

    profile = Profile.demo(directory, pin_cost=_CHEAP_PINS)
    with profile.locked():
        welcome = demo_welcome(add_demo_sales(profile, NOON))
        counter = CounterOptions(StandingClock(NOON), CountedIds(), pin_cost=_CHEAP_PINS)
        options = DeskOptions(language, counter=counter, welcome=welcome)
        with desk_on(profile, options) as opened:
            yield opened


class Walk:
    """One walk through the demo; `kind` ends the names of its pictures."""

    def __init__(self, opened: OpenedDesk, folder: Path, kind: str) -> None:
        self._window, self._presenter = opened.window, opened.presenter
        self._tasks, self._folder, self._kind = opened.tasks, folder, kind
        self._count = 0
        self._pins = {each.id: each.pin for each in DEMO_OPERATORS}

    def whole(self) -> None:
        """Every step; the window closes at the end."""
        self._window.resize(*NORMAL)
        self._window.show()
        self._settle()
        self._sign_in()
        self._shelf()
        self._plums()
        self._lamp()
        self._rest()
        self._window.close()
        self._window.deleteLater()

    def _sign_in(self) -> None:
        self._picture("sign-in")
        self._do(lambda: self._presenter.tile_touched("person:mara"))
        self._picture("pin")
        self._do(lambda: self._presenter.scanned(self._pins["mara"]))
        self._picture("waiting")

    def _shelf(self) -> None:
        self._do(lambda: self._presenter.scanned(SHELF))
        self._picture("shelf-board")
        self._picture("shelf-board-1024", SMALL)
        self._picture("shelf-board-1920", LARGE)
        self._do(lambda: self._presenter.board.condition_answered(yes=False))
        self._picture("card-not-here")
        self._do(lambda: self._presenter.board.chip_asked("refund/other_card"))
        self._picture("asked-other-card")
        self._picture("asked-other-card-1024", SMALL)
        self._presenter.decision_touched("alternative", "store_credit/store_credit")
        self._picture("declining")
        self._presenter.decision_touched("alternative", "store_credit/store_credit")
        self._do(lambda: self._presenter.scanned(self._pins["lind"]))
        self._picture("approved")
        self._do(self._presenter.confirmed)
        self._picture("booking")
        self._do(lambda: self._presenter.scanned("004512"))
        self._picture("slip")
        self._do(self._presenter.confirmed)

    def _plums(self) -> None:
        self._do(lambda: self._presenter.scanned(LAMP))
        self._do(lambda: self._presenter.acted("park"))
        self._do(lambda: self._presenter.scanned(PLUMS))
        self._picture("plums")
        self._do(lambda: self._presenter.board.option_chosen("even_exchange/none"))
        self._picture("plums-even-exchange")
        self._do(self._presenter.confirmed)
        self._picture("plums-slip")
        self._do(self._presenter.confirmed)

    def _lamp(self) -> None:
        self._presenter.acted("parked")
        self._picture("parked")
        self._do(self._presenter.confirmed)
        self._picture("three-ways-board")
        self._picture("three-ways-board-1024", SMALL)

    def _rest(self) -> None:
        self._presenter.acted("leave")
        self._picture("customer-leaves")
        self._do(lambda: self._presenter.choice_made("comes_back_with_something"))
        self._do(lambda: self._presenter.scanned("3141-07-20261107-9999"))
        self._picture("not-found")
        self._do(lambda: self._presenter.acted("no_receipt"))
        self._picture("without-receipt")
        self._do(lambda: self._presenter.acted("no_receipt"))
        self._picture("key-in")
        self._do(lambda: self._presenter.acted("back"))
        self._do(lambda: self._presenter.acted("back"))
        self._presenter.acted("keys")
        self._picture("keys")
        self._presenter.acted("keys")
        self._do(lambda: self._presenter.scanned(SHELF))
        self._do(lambda: self._presenter.acted("lock"))
        self._picture("locked")

    def _do(self, act: Callable[[], None]) -> None:
        act()
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while self._tasks.is_busy():
            if deadline.hasExpired():
                raise Defect("A step of the walk did not come to an end.")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        self._settle()

    def _picture(self, name: str, size: tuple[int, int] = NORMAL) -> None:
        self._window.resize(*size)
        self._settle()
        if size == NORMAL or not name.endswith(str(size[0])):
            self._count += 1
        path = self._folder / f"{self._count:02}-{name}-{self._kind}.png"
        if not self._window.grab().save(str(path)):
            message = f"{path}: this picture can't be written; choose another folder."
            raise EnvironmentFault(message, code="folder_unwritable")
        if size != NORMAL:
            self._window.resize(*NORMAL)
            self._settle()

    def _settle(self) -> None:
        for _ in range(4):
            QApplication.processEvents()


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]), tuple(sys.argv[2:]) or THEME_NAMES)
