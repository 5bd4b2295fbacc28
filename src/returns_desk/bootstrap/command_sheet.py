"""Makes the sheet of barcodes for the counter in one of the program's languages.

Owns the choice of words and of the printer's page; nothing of a profile is read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.translations import Translator, languages
from returns_desk.application.scanned_commands import COMMANDS, NUMBERS, number_code
from returns_desk.application.sentences import N_
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from pathlib import Path

TITLE = N_("Everything by scanner")
_NUMBER = N_("Option {number}")


def write_sheet(path: Path, language: str) -> None:
    """Write the sheet as a PDF.

    Raises:
        OperatorMistake: the program does not speak that language.
        EnvironmentFault: the file can't be written.

    """
    root = resources_root()
    spoken = languages(root)
    if language and language not in spoken:
        message = f"There is no language {language!r}; choose one of {', '.join(spoken)}."
        raise OperatorMistake(message, code="unknown_language")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Late: the platform is chosen before anything of Qt is made.
    from returns_desk.adapters.printing.command_sheet import (  # noqa: PLC0415 -- see above
        SheetCode,
        write_command_sheet,
    )
    from returns_desk.bootstrap.looks import application_with_look  # noqa: PLC0415 -- see above

    application = application_with_look("light")
    words = Translator(root, language or spoken[0])
    codes = [SheetCode(each.code, words.text(each.words)) for each in COMMANDS]
    codes += [SheetCode(number_code(n), words.text(_NUMBER, number=n)) for n in NUMBERS]
    write_command_sheet(words.text(TITLE), codes, path)
    del application
