"""The checks of `returns-desk self-test`: does this installation work, from fonts to journal?

Owns the list of checks and their order. Everything happens without a window, in a training profile
of its own that is gone afterwards; a real profile is never opened.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import returns_desk
from returns_desk.cli.self_test import CheckOutcome
from returns_desk.domain.errors import Defect, ReturnsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def self_test() -> Iterator[CheckOutcome]:
    """Carry out one check after the other; a failed one does not stop those after it."""
    # Before anything of Qt is loaded: no display is needed, and no window appears on one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    loaded = outcome_of("program", _load_everything)
    yield loaded
    if not loaded.passed:
        # Nothing else can be tried where a part of the program itself is missing.
        return
    with tempfile.TemporaryDirectory(prefix="returns-desk-self-test-") as name:
        place = Path(name)
        with ExitStack() as open_now:
            for title, check in _checks(place, open_now):
                yield outcome_of(title, check)
        yield outcome_of("nothing held open", lambda: _emptied(place))


def outcome_of(title: str, check: Callable[[], str]) -> CheckOutcome:
    """Carry out one check; what it answers is what it found, what it raises is its failure."""
    began = time.perf_counter()
    passed = False
    try:
        message = check()
        passed = True
    except Defect as error:
        message = f"{error.message} Install the program again; if it stays so, report it."
    except ReturnsError as error:
        message = error.message
    except Exception as error:  # noqa: BLE001 -- one broken check must not hide those after it
        message = f"{type(error).__name__}: {error}. This is our own fault; please report it."
    milliseconds = round((time.perf_counter() - began) * 1000)
    return CheckOutcome(title, passed, milliseconds, message)


def _checks(place: Path, open_now: ExitStack) -> Iterator[tuple[str, Callable[[], str]]]:
    # Late: what can't even be loaded must not keep the command from saying so.
    from returns_desk.bootstrap import self_test_resources as resources  # noqa: PLC0415 -- late, see above
    from returns_desk.bootstrap.training_return import TrainingReturn  # noqa: PLC0415 -- late, see above

    yield "fonts", resources.check_fonts
    yield "icons", resources.check_icons
    yield "themes", resources.check_themes
    yield "languages", resources.check_languages
    yield "packs", resources.check_packs
    yield "schemas", resources.check_schemas
    training = TrainingReturn(place / "profile", open_now)
    yield "training profile", training.open_profile
    yield "demo sales", training.add_sales
    yield "training return", training.complete_return
    yield "slip as PDF", training.write_pdf
    yield "slip for printers", training.write_printer_bytes
    yield "personal data", training.keep_personal_data
    yield "journal", training.verify_journal


def _load_everything() -> str:
    """Every module of the program can be loaded, with the libraries and files that it needs."""
    found = pkgutil.walk_packages(returns_desk.__path__, f"{returns_desk.__name__}.")
    names = [module.name for module in found]
    for name in names:
        importlib.import_module(name)
    return f"version {returns_desk.__version__}, {len(names)} modules loaded"


def _emptied(place: Path) -> str:
    """Every file can be taken away, so nothing of ours still holds one open (Windows refuses)."""
    files = [path for path in place.rglob("*") if path.is_file()]
    for path in files:
        path.unlink()
    return f"{len(files)} files of the training profile taken away"
