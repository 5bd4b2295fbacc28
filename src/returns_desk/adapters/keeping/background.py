"""Backups by themselves, in a thread of their own, so that no disk ever holds the counter up.

Owns when a backup is made: at the configured time of day, at the next start where that was missed,
and when another program asks. What failed is tried again every few minutes and said meanwhile. A
folder on a dead network share may hang for ever; the thread is left behind when the program ends.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final, Self

from returns_desk.adapters.keeping.backing_up import BackupMade, backup_places, make_backup
from returns_desk.adapters.keeping.keeping_access import (
    backup_answer,
    configured_folder,
    problem_answer,
)
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.safe_files import Progress, unwatched
from returns_desk.application.keeping import BackupState, is_due
from returns_desk.domain.errors import (
    Defect,
    EnvironmentFault,
    OperatorMistake,
    ReturnsError,
)

LOOK_EVERY_SECONDS: Final = 60.0
RETRY_AFTER_LOOKS: Final = 10
LAST_WAIT_SECONDS: Final = 2.0
CLOSING: Final = "The desk is closing. Make the backup again."
STOPPED: Final = "Stopped. No backup was made."

Reply = Callable[[str], None]
"""Takes what is answered to whoever asked for a backup; called in this thread."""


class BackupsEndedError(Exception):
    """The desk closes; a backup that is under way is given up."""


class BackgroundBackups:
    """Makes the backups of a profile whose desk runs. A context manager; leaving ends it.

    Every call answers at once. `on_defect` gets our own faults, in that thread.
    """

    def __init__(
        self,
        profile: Profile,
        on_defect: Callable[[ReturnsError], None],
        *,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        """Begin nothing yet; the thread begins with the block."""
        self._profile, self._on_defect = profile, on_defect
        self._look_every_seconds = look_every_seconds
        self._asked: SimpleQueue[tuple[str, Reply, Progress]] = SimpleQueue()
        self._wake, self._stop = threading.Event(), threading.Event()
        self._given_up = threading.Event()
        self._lock = threading.Lock()
        self._state = BackupState(is_configured=bool(profile.configuration.backup.folder))
        self._looks_to_skip = 0
        self._people_problem = ""
        # A daemon: a folder that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, name="backups", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._wake.set()
        self._thread.join(LAST_WAIT_SECONDS)

    def state(self) -> BackupState:
        """How it is at this moment."""
        with self._lock:
            return self._state

    def ask(self, folder: str, reply: Reply, watch: Progress = unwatched) -> None:
        """Make a backup into a folder now, and tell what came of it; `watch` hears its progress."""
        self._asked.put((folder, reply, watch))
        self._wake.set()

    def give_up(self) -> None:
        """Stop the backup that somebody asked for; what was there before stays."""
        self._given_up.set()

    def _work(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self._answer_all()
            self._look()
            self._wake.wait(self._look_every_seconds)
        self._answer_all()

    def _answer_all(self) -> None:
        """Nobody who asked stays without an answer, also where the desk closes."""
        while True:
            try:
                folder, reply, watch = self._asked.get_nowait()
            except Empty:
                return
            self._given_up.clear()
            made, problem = (None, CLOSING) if self._stop.is_set() else self._make(folder, watch)
            reply(backup_answer(made) if made else problem_answer(problem))

    def _look(self) -> None:
        """Make the day's backup where it is due; one that failed waits a while."""
        if not self._state.is_configured or self._stop.is_set():
            return
        if self._looks_to_skip:
            self._looks_to_skip -= 1
            return
        made, problem, last = None, "", None
        settings, now = self._profile.configuration.backup, self._profile.clock.now()
        try:
            folder = configured_folder(self._profile)
            last = backup_places(self._profile, folder).last_at(now.tzinfo)
            if is_due(now, time.fromisoformat(settings.at), last):
                # Said until it is mended: a try that is under way mends nothing yet.
                self._tell(replace(self._state, is_running=True, last_at=last))
                made, problem = self._make(str(folder))
        except EnvironmentFault as fault:
            problem = fault.message
        self._looks_to_skip = RETRY_AFTER_LOOKS if problem else 0
        last_at = now if made else last
        problem = problem or self._people_problem
        self._tell(BackupState(is_configured=True, last_at=last_at, problem=problem or None))

    def _make(self, folder: str, watch: Progress = unwatched) -> tuple[BackupMade | None, str]:
        """The backup, or one sentence where something stands in the way."""
        rotation = self._profile.configuration.backup.rotation()
        try:
            target = self._profile.directory / folder
            made = make_backup(self._profile, target, rotation, partial(self._go_on, watch))
        except (EnvironmentFault, OperatorMistake) as error:
            return None, error.message
        except BackupsEndedError:
            return None, CLOSING if self._stop.is_set() else STOPPED
        except Exception as error:  # noqa: BLE001 -- the one place where this thread may end
            defect = Defect("The backup went wrong.", code="unexpected")
            defect.__cause__ = error
            self._on_defect(defect)
            return None, defect.message
        # Said from one backup to the next: the day's is made, and not whole.
        self._people_problem = made.people_problem or ""
        return made, ""

    def _go_on(self, watch: Progress, done: int, total: int) -> None:
        if self._stop.is_set() or self._given_up.is_set():
            raise BackupsEndedError
        watch(done, total)

    def _tell(self, state: BackupState) -> None:
        with self._lock:
            self._state = state
