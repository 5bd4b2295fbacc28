"""What the clerk's window needs beside the counter: words, time, slips, reports.

Owns where slips and reports of a profile lie. Knows no window.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.translations import Translator, languages, slip_languages
from returns_desk.application.crash_texts import crash_text
from returns_desk.application.no_printer import NoPrinter
from returns_desk.ui.kit.wording import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from returns_desk.application.ports import Clock, PrinterState, SlipPrinter
    from returns_desk.application.slips import Slip
    from returns_desk.domain.errors import ReturnsError

_UNFIT = re.compile(r"[^A-Za-z0-9]+")
"""What has no place in the name of a file."""
SHOWN_DECIMALS: Mapping[str, int] = {"AMD": 0}
"""Decimals that a jurisdiction shows in practice, where ISO 4217 says otherwise."""


class DeskSurroundings:
    """Words, time, slips and reports of one profile."""

    def __init__(
        self,
        folder: Path,
        resources: Path,
        clock: Clock,
        write_slip: Callable[[Slip, Path], None],
        printer: SlipPrinter | None = None,
    ) -> None:
        """Keep slips and reports below the profile's folder."""
        self._printer = printer or NoPrinter()
        self._folder, self._resources, self._clock = folder, resources, clock
        self._write_slip = write_slip
        self._words: dict[str, Words] = {}

    def now(self) -> datetime:
        """This moment in the shop's zone."""
        return self._clock.now()

    def words(self, language: str) -> Words:
        """The words of a language; made once."""
        if language not in self._words:
            translator = Translator(self._resources, language)
            self._words[language] = Words(language, translator, SHOWN_DECIMALS)
        return self._words[language]

    def languages(self) -> tuple[str, ...]:
        """The languages that the window speaks, English first."""
        return languages(self._resources)

    def slip_languages(self) -> tuple[str, ...]:
        """The languages that a slip can be written in, English first."""
        return slip_languages(self._resources)

    def keep_slip(self, slip: Slip) -> str:
        """Write the slip's PDF into the profile's slips.

        Raises:
            EnvironmentFault: it can't be written.
        """
        payout = _UNFIT.sub("", slip.barcode.rpartition("/")[2])
        label = f"-{slip.kind}" if slip.kind else ""
        path = self._folder / "slips" / f"{slip.case_number:04}-{payout}{label}.pdf"
        self._write_slip(slip, path)
        return f"slips/{path.name}"

    def keep_calendar(self, text: str) -> str:
        """Write a calendar file into the profile.

        Raises:
            EnvironmentFault: it can't be written.
        """
        path = self._folder / "calendar" / f"promises-{self.now():%Y%m%d-%H%M%S}.ics"
        with file_faults(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return f"calendar/{path.name}"

    def printer_state(self) -> PrinterState:
        """How the slip printer is at this moment."""
        return self._printer.state()

    def report(self, error: ReturnsError) -> None:
        """Write what went wrong into the profile's logs; a report that fails is let go."""
        stamp = self.now().strftime("%Y%m%d-%H%M%S")
        text = crash_text(error)
        try:
            folder = self._folder / "logs"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"crash-{stamp}.txt").write_text(text, encoding="utf-8")
        except OSError:
            return
