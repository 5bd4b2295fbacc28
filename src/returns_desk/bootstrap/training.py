"""The training shop: a demo profile of its own, with a coach over the clerk's window.

Owns where it lies, what it must not reach (a till, a drawer), its receipts and what it remembers.
A training beside a real desk runs in a process of its own, so that no mix-up is possible.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QBoxLayout

from returns_desk.adapters.policies import PolicyFiles
from returns_desk.adapters.policies.policy_files import DEMO_PACKS
from returns_desk.adapters.printer_configuration import PrinterConfiguration
from returns_desk.adapters.profile_configuration import HandOverConfiguration
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.safe_files import write_safely
from returns_desk.adapters.sales.demo import demo_sales
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sync_configuration import SyncConfiguration
from returns_desk.application.sentences import N_
from returns_desk.application.training_cases import CASES, TrainingProgress, practise_sale
from returns_desk.bootstrap.counter import CounterOptions, FixedPolicy
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.ui.clerk.presenter import NEXT
from returns_desk.ui.start.coach import CoachStrip
from returns_desk.ui.start.coaching import Coach

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.keeping import Backups
    from returns_desk.application.training_cases import TrainingCase
    from returns_desk.bootstrap.desk import OpenedDesk
    from returns_desk.domain.policy import Policy

REMEMBERED: Final = "training.json"
_NOT_STARTED: Final = N_("The training could not be started. Call IT.")


def training_folder(directory: Path) -> Path:
    """Where the training of an installation lies: beside its folder, never in it."""
    return directory.with_name(f"{directory.name}-training")


def start_training(directory: Path, language: str) -> None:
    """Open the training of an installation in a process of its own.

    Raises:
        EnvironmentFault: It can't be started.

    """
    words = ["--demo", "--profile", str(training_folder(directory)), "--language", language]
    program = [] if getattr(sys, "frozen", False) else ["-m", "returns_desk"]
    if not QProcess.startDetached(sys.executable, [*program, *words])[0]:
        raise EnvironmentFault(_NOT_STARTED, code="training_not_started")


def kept_apart(profile: Profile) -> Profile:
    """A demo's profile reaches no till, no printer and no hub, whatever its config.toml says.

    However it is opened: by --demo, or by naming its folder. A real shop's is as it was.
    """
    if not profile.configuration.demo:
        return profile
    apart = {
        "handover": HandOverConfiguration(),
        "printer": PrinterConfiguration(),
        "sync": SyncConfiguration(),
    }
    profile.configuration = profile.configuration.model_copy(update=apart)
    return profile


def training_options(profile: Profile, backups: Backups) -> CounterOptions:
    """How a training's counter is opened: its own rules, and no drawer that springs open."""
    policies = FixedPolicy(training_policy(profile))
    return CounterOptions(policies=policies, opens_drawer=False, backups=backups)


def training_policy(profile: Profile) -> Policy:
    """The demo shop's packs with a drawer that holds no pennies; the profile's own where named."""
    store, shipped = profile.configuration.store, resource_path("policies")
    packs = [shipped / each for each in DEMO_PACKS] + [resource_path("demo", "training.toml")]
    files = profile.packs or tuple(packs)
    return PolicyFiles(shipped, files, store.currency, store.jurisdiction).policy()


class TrainingShop:
    """Receipts for the cases, and the file that remembers how far a trainee is."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._path = profile.directory / REMEMBERED
        self._progress = _read(self._path)

    def progress(self) -> TrainingProgress:
        """What is remembered."""
        return self._progress

    def draw(self, case: TrainingCase) -> str:
        """Make a receipt for a case; its number.

        Raises:
            EnvironmentFault: The training's folder can't be written.

        """
        now = self._profile.clock.now()
        sold = demo_sales(resource_path("demo", "sales.json"), now)
        sale = next(each for each in sold if any(line.sku == case.sku for line in each.lines))
        with SaleStore(self._profile.sales_path, self._profile.card_guard) as store:
            made = practise_sale(case, sale, self._progress, now)
            while store.receipt(made.receipt) is not None:
                self._progress = self._progress.drawn_once_more()
                made = practise_sale(case, sale, self._progress, now)
            store.add([made])
        self._keep(self._progress.drawn_once_more())
        return made.receipt

    def remember(self, code: str) -> None:
        """That case ended as expected.

        Raises:
            EnvironmentFault: The training's folder can't be written.

        """
        self._keep(self._progress.with_done(code))

    def forget(self) -> None:
        """All ten begin again.

        Raises:
            EnvironmentFault: The training's folder can't be written.

        """
        self._keep(TrainingProgress(drawn=self._progress.drawn))

    def _keep(self, progress: TrainingProgress) -> None:
        content = {"done": list(progress.done), "drawn": progress.drawn}
        write_safely(self._path, json.dumps(content).encode("utf-8"))
        self._progress = progress


class _Counter:
    """The clerk's window, as the coach may use it."""

    def __init__(self, opened: OpenedDesk) -> None:
        self._opened = opened
        self.words = opened.presenter.words

    def scan(self, receipt: str) -> None:
        """Scan a receipt, as a person does."""
        self._opened.presenter.scanned(receipt)

    def next_customer(self) -> None:
        """Make room for the next customer."""
        self._opened.presenter.acted(NEXT)


class Training(QObject):
    """The coach over the clerk's window of an opened training profile.

    Attributes:
        coach: what leads.
        strip: what is seen of it.
        shop: what it remembers.
    """

    def __init__(self, opened: OpenedDesk, profile: Profile) -> None:
        super().__init__(opened.window)
        self.strip = CoachStrip()
        bar = opened.window.training
        around = bar.parentWidget()
        layout = around.layout() if around is not None else None
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(layout.indexOf(bar) + 1, self.strip)
        counter = _Counter(opened)
        self.shop = TrainingShop(profile)
        self.coach = Coach(self.strip, counter, self.shop, opened.tasks)
        self.strip.first_touched.connect(self.coach.first)
        self.strip.second_touched.connect(self.coach.second)
        opened.presenter.shown_to(self.coach.follow)
        self.coach.follow(opened.presenter.state)


def _read(path: Path) -> TrainingProgress:
    """What the file says; a damaged one only costs the ticks."""
    try:
        told: Any = json.loads(path.read_bytes())
        known = [case.code for case in CASES]
        done = tuple(code for code in told["done"] if code in known)
        return TrainingProgress(done, int(told["drawn"]))
    except (OSError, ValueError, LookupError, TypeError):
        return TrainingProgress()
