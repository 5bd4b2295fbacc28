"""Checks that the program's own files came along and can be used: fonts, icons, packs and more.

Owns what "can be used" means for each kind. Needs Qt on the offscreen platform; changes nothing.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QGlyphRun, QImage, QTextLayout
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from returns_desk.adapters.case_files.schemas import schema_of
from returns_desk.adapters.policies import check_pack_file, check_together
from returns_desk.adapters.resources import resource_path, resources_root
from returns_desk.adapters.translations import SOURCE_LANGUAGE, Translator, slip_languages
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.cli.schema import NAMES
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.ui.kit import icons, theme
from returns_desk.ui.kit.fonts import FAMILIES
from returns_desk.ui.kit.tokens import THEME_NAMES
from returns_desk.ui.kit.wording import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QApplication

SIGNS: Final = "õāԱ֏€"
"""One letter or sign for each thing that a font may lack: et, lv, hy, the dram, the euro."""
PLANNED_LANGUAGES: Final = ("en", "et", "lv", "hy")


def check_fonts() -> str:
    """Every sign is painted with a glyph of one of our own fonts, not with a box.

    Raises:
        EnvironmentFault: A sign has no glyph, or some other font lent it.

    """
    application_with_look("light")
    for role, sign in product(("body", "title"), SIGNS):
        wanted = theme.font(role)
        for run in _glyph_runs(sign, wanted):
            used = run.rawFont()
            if 0 in run.glyphIndexes() or used.familyName() not in FAMILIES:
                fact = f"The bundled fonts have no glyph for {sign}"
                raise _broken(f"{fact} ({used.familyName()} was used)")
            # Qt answers the weight that was asked for; only the name tells which file was used.
            if used.styleName() != ("Bold" if wanted.bold() else "Regular"):
                raise _broken(f"A bundled font is missing: {sign} has not its weight")
    return f"{', '.join(FAMILIES)}: glyphs for {' '.join(SIGNS)}"


def check_icons() -> str:
    """Every icon draws something.

    Raises:
        EnvironmentFault: An icon stays empty, or there is none.

    """
    application_with_look("light")
    names = [path.stem for path in _files("icons", "*.svg")]
    for name in names:
        image = icons.pixmap(name).toImage()
        if not any(_colours(image)):
            raise _broken(f"The icon {name} draws nothing")
    return f"{len(names)} drawn"


def check_themes() -> str:
    """Every theme puts its own look on the widgets, and Qt understands the styles.

    Raises:
        EnvironmentFault: Qt complains of the styles, or two themes look the same.

    """
    application = application_with_look("light")
    before = theme.theme_name()
    complaints: list[str] = []

    def note(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        complaints.append(text)

    previous = qInstallMessageHandler(note)
    try:
        looks = [_sample(application, name) for name in THEME_NAMES]
    finally:
        qInstallMessageHandler(previous)
        theme.apply_theme(application, before)
    about_styles = [each for each in complaints if "style" in each.casefold()]
    if about_styles:
        raise _broken(f"Qt does not understand the styles ({about_styles[0]})")
    if len(set(looks)) < len(looks) or not all(len(colours) > 1 for colours in looks):
        raise _broken("The themes do not differ on screen")
    return ", ".join(THEME_NAMES)


def check_languages() -> str:
    """Every catalogue that ships opens, and amounts are written in every planned language.

    Raises:
        EnvironmentFault: A language has a folder and no catalogue, or it can't be read.

    """
    root = resources_root()
    shipped = slip_languages(root)
    folders = {path.name for path in (root / "locale").glob("*") if path.is_dir()}
    lacking = sorted(folders - set(shipped) - {SOURCE_LANGUAGE})
    if lacking:
        raise _broken(f"There is no catalogue for {', '.join(lacking)}")
    written = []
    for language in dict.fromkeys((*shipped, *PLANNED_LANGUAGES)):
        words = Words(language, Translator(root, language))
        words.text("Yes")
        written.append(words.money(123456, "EUR"))
    return f"sentences in {', '.join(shipped)}; amounts as {' / '.join(written)}"


def check_packs() -> str:
    """Every pack that ships passes `policy check`, each shop's with each acquirer's too.

    Raises:
        EnvironmentFault: A pack has a problem; its file, place and sentence are given.

    """
    root = resource_path("policies")
    packs = _files("policies", "*/*.toml")
    problems = [problem for path in packs for problem in check_pack_file(root, path)]
    for pair in product(_files("policies", "shop/*.toml"), _files("policies", "acquirer/*.toml")):
        problems += check_together(root, pair)
    if problems:
        first = problems[0]
        place = ": ".join(part for part in (first.file, first.place) if part)
        raise _broken(f"{place}: {first.message.rstrip('.')}")
    return f"{len(packs)} can be used"


def check_schemas() -> str:
    """Every published schema can be made.

    Raises:
        EnvironmentFault: One of them says nothing.

    """
    empty = [name for name in NAMES if not schema_of(name)]
    if empty:
        raise _broken(f"The schema {empty[0]} is empty")
    return ", ".join(NAMES)


def _glyph_runs(text: str, font: QFont) -> list[QGlyphRun]:
    """What Qt would paint for the text: glyphs by number, and of which font."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout.glyphRuns()


def _sample(application: QApplication, name: str) -> frozenset[int]:
    """The colours that a few plain widgets have in a theme."""
    theme.apply_theme(application, name)
    frame = QFrame()
    column = QVBoxLayout(frame)
    for widget in (QLabel("Label"), QPushButton("Button"), QLineEdit("Text")):
        column.addWidget(widget)
    return _colours(frame.grab().toImage())


def _colours(image: QImage) -> frozenset[int]:
    """The different colours of a picture, as 0xAARRGGBB; 0 where nothing was drawn."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    return frozenset(memoryview(plain.constBits()).cast("I"))


def _files(folder: str, pattern: str) -> Sequence[Path]:
    found = sorted(resource_path(folder).glob(pattern))
    if not found:
        raise _broken(f"There is no {pattern} among the program's {folder}")
    return found


def _broken(fact: str) -> EnvironmentFault:
    return EnvironmentFault(f"{fact}; install the program again.", code="installation_damaged")
