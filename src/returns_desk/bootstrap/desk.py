"""Opens the desk: application, look, profile, counter, window.

Owns the order in which they are made and ended. Must not decide anything about returns.
"""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.printing.barcode_bars import barcode_svg
from returns_desk.adapters.printing.qr_squares import qr_svg
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.resources import resources_root
from returns_desk.bootstrap.backups import Answers, backing_up, backups_of
from returns_desk.bootstrap.counter import (
    CounterOptions,
    add_demo_sales,
    demo_welcome,
    open_counter,
)
from returns_desk.bootstrap.customer_display import CustomerDisplay, customer_display
from returns_desk.bootstrap.handover import Reception, hand_over
from returns_desk.bootstrap.manager import ManagerReview, follow_each_other
from returns_desk.bootstrap.printing import open_printer
from returns_desk.bootstrap.profiles import profile_directory
from returns_desk.bootstrap.redeeming import redeeming
from returns_desk.bootstrap.start_window import begin_where_nothing_is
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.bootstrap.syncing import syncing
from returns_desk.bootstrap.tables_in_order import put_tables_in_order
from returns_desk.bootstrap.training import Training, kept_apart, start_training, training_options
from returns_desk.domain.errors import Defect, OperatorMistake
from returns_desk.ui.clerk.chrome_contents import Place
from returns_desk.ui.clerk.escalation_watch import EscalationWatch
from returns_desk.ui.clerk.page_contents import Welcome
from returns_desk.ui.clerk.presenter import ClerkPresenter
from returns_desk.ui.clerk.rendering import WindowSettings
from returns_desk.ui.clerk.saving_sign import SavingSign
from returns_desk.ui.clerk.view import IDLE_LOCK_MS, ClerkWindow
from returns_desk.ui.kit.garbage import collected_here
from returns_desk.ui.kit.news import News
from returns_desk.ui.kit.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from returns_desk.application.desk import Desk
    from returns_desk.application.ports import Clock

DONE: Final = 0


@dataclass(frozen=True, slots=True)
class OpenedDesk:
    """A desk with its window, ready to be shown."""

    window: ClerkWindow
    presenter: ClerkPresenter
    tasks: Tasks
    desk: Desk
    customer: CustomerDisplay
    review: ManagerReview


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How the desk is opened; `counter` differs for pictures and tests."""

    language: str = ""
    idle_lock_ms: int = IDLE_LOCK_MS
    counter: CounterOptions = field(default_factory=CounterOptions)
    welcome: Welcome = field(default_factory=Welcome)


def open_desk(
    application: QApplication,
    profile: Path | None = None,
    *,
    demo: bool = False,
    language: str = "",
    review: bool = False,
) -> int:
    """Open the desk and answer the exit code when its window closes.

    Args:
        application: with its look (`looks.opening`).
        profile: the folder of the installation; the platform's where None.
        demo: the sample shop, in a fresh folder unless `profile` names one.
        language: of the window; the shop's where empty.
        review: the manager's window comes forward first.

    Raises:
        OperatorMistake: no profile there, one that runs elsewhere.
        EnvironmentFault: the folder can't be read or written.
    """
    if profile is None and not demo:
        begun = begin_where_nothing_is(profile_directory(None), language)
        if begun is None:
            return DONE
        profile, demo, language = begun.directory, begun.is_demo, begun.language
    with opened_profile(profile, demo=demo) as opened:
        try:
            opened.lock()
        except OperatorMistake:
            if hand_over(opened.directory, review=review):
                return DONE
            raise
        return _run(application, opened, language, review=review)


@contextmanager
def desk_on(profile: Profile, options: DeskOptions | None = None) -> Iterator[OpenedDesk]:
    """The desk of a locked profile, its window not shown yet; all is closed with the block.

    Raises:
        OperatorMistake: packs, sales or journal can't be used.
        EnvironmentFault: the folder can't be read or written.
    """
    options = options or DeskOptions()
    clock: Clock = options.counter.clock or profile.clock
    configuration = profile.configuration
    place = Place(
        configuration.store.name,
        configuration.store.id,
        configuration.terminal,
        training=configuration.demo,
    )
    news = News()
    with ExitStack() as open_now:
        open_now.enter_context(collected_here())
        printer = open_now.enter_context(open_printer(profile, news.tell, options.counter.printer))
        around = DeskSurroundings(profile.directory, resources_root(), clock, write_slip, printer)
        counter = open_counter(profile, around.words, options.counter, printer, around.report)
        desk = open_now.enter_context(counter)
        settings = WindowSettings(
            place,
            configuration.store.currency,
            barcode_svg,
            qr_code=qr_svg,
            welcome=options.welcome,
            slip_languages=around.slip_languages(),
        )
        tasks = Tasks()
        window = ClerkWindow()
        scanner = configuration.scanner
        window.scan.know_scanners(
            scanner.prefix, scanner.suffix, by_layout=scanner.keyboard == "layout"
        )
        presenter = ClerkPresenter(window, desk, tasks, around, settings)
        SavingSign(tasks, presenter, window)
        watch = EscalationWatch(tasks, desk, presenter, window)
        window.follow(presenter, idle_lock_ms=options.idle_lock_ms)
        news.follow(presenter.printer_changed)
        customer = customer_display(configuration, (window, presenter), desk, tasks, around)
        review = ManagerReview(profile, desk, tasks, around)
        review.language = options.language or configuration.store.language
        follow_each_other(review, presenter)
        presenter.start(options.language or configuration.store.language)
        try:
            yield OpenedDesk(window, presenter, tasks, desk, customer, review)
        finally:
            watch.stop()
            review.close()
            customer.close()
            news.end()
            tasks.shutdown()


@contextmanager
def opened_profile(directory: Path | None, *, demo: bool) -> Iterator[Profile]:
    """The profile that a desk opens on, closed with the block; a demo's is kept apart.

    Raises:
        OperatorMistake: there is none, or its configuration can't be used.
        EnvironmentFault: the folder can't be read or written.
    """
    opened = Profile.demo(directory) if demo else Profile.open(profile_directory(directory))
    with kept_apart(opened) as apart:
        yield apart


def _run(
    application: QApplication, profile: Profile, language: str, *, review: bool = False
) -> int:
    is_training = profile.configuration.demo
    spoken = language or profile.configuration.store.language
    welcome = Welcome(training=partial(start_training, profile.directory, spoken))
    if is_training:
        welcome = demo_welcome(add_demo_sales(profile, profile.clock.now()))
    reception, answers, backups = Reception(profile.directory), Answers(), backups_of(profile)
    sending = syncing(profile)
    put_tables_in_order(profile, language or profile.configuration.store.language)
    counter = CounterOptions(backups=backups, sending=sending)
    if is_training:
        counter = training_options(profile, backups)
    options = DeskOptions(language=language, welcome=welcome, counter=counter)
    with desk_on(profile, options) as opened, backups, sending:
        window = opened.window
        if is_training:
            Training(opened, profile)
        sys.excepthook = reporting_hook(opened)
        reception.called.connect(window.come_forward)
        reception.redeem_with(redeeming(opened, profile))
        reception.back_up_with(backing_up(backups, answers))
        reception.review_called.connect(opened.review.open)
        window.show()
        opened.customer.place()
        if review:
            opened.review.open()
        # What stays for as long as the window does need not be looked through at every scan. It is
        # not collected before: that would hold the first painting up.
        gc.freeze()
        code = application.exec()
        window.close()
        sys.excepthook = sys.__excepthook__
    reception.close()
    return code


def reporting_hook(
    opened: OpenedDesk,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What becomes of an exception in the window itself: a report and a sentence, no trace."""

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            opened.window.close()
            return
        defect = Defect("Something went wrong in the window.", code="unexpected")
        defect.__cause__ = error.with_traceback(trace)
        opened.presenter.went_wrong(defect)

    return report
