"""The look in force: style sheets, fonts and icons from the program's own resources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont

from returns_desk.domain.errors import Defect
from returns_desk.ui.kit import icons, sizes, theme
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.tokens import THEME_NAMES, read_tokens

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ALPHABETS = {
    "NotoSans-Regular.ttf": "AZaz09õäöüšžÕÄÖÜŠŽāčēģīķļņūĀČĒĢĪĶĻŅŪ€$£–“”„’«»·×",
    "NotoSans-Bold.ttf": "AZaz09õäöüšžāčēģīķļņū€$£–“”„’·×",
    "NotoSansArmenian-Regular.ttf": "ԱՖաֆև֏՞",
    "NotoSansArmenian-Bold.ttf": "ԱՖաֆև֏՞",
}


def test_style_files_hold_tokens_and_no_colours(resources: Path) -> None:
    for path in (resources / "styles").glob("*.qss"):
        text = path.read_text(encoding="utf-8")

        assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(", text) == []


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_token_of_the_style_files_is_filled_in(resources: Path, name: str) -> None:
    tokens = read_tokens(resources / "themes" / f"{name}.toml")

    sheet = theme.style_sheet(resources, tokens)

    assert "$" not in sheet
    assert tokens.ink in sheet


def test_a_style_with_an_unknown_token_is_refused(tmp_path: Path, resources: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "00_base.qss").write_text("QWidget { color: $mauve; }")
    tokens = read_tokens(resources / "themes" / "light.toml")

    with pytest.raises(Defect, match="mauve"):
        theme.style_sheet(tmp_path, tokens)


def test_changing_the_theme_changes_colours_and_fonts(qapp: QApplication, qtbot: QtBot) -> None:
    label = Text("Store credit", "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.fontInfo().pixelSize()

    theme.apply_theme(qapp, "dark", 1)
    label.ensurePolished()

    assert theme.theme_name() == "dark"
    assert theme.colour("ink").name().upper() == "#F2F5F8"
    assert label.palette().windowText().color().name().upper() == "#F2F5F8"
    assert label.fontInfo().pixelSize() == before + 2


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(Defect, match="light, dark, high_contrast"):
        theme.apply_theme(qapp, "mauve")


def test_nothing_on_the_type_scale_is_below_13_pixels() -> None:
    assert min(size.size for size in sizes.TYPE_SCALE.values()) >= 13


@pytest.mark.parametrize("file_name", ALPHABETS)
def test_bundled_fonts_hold_the_letters_of_every_language(file_name: str, resources: Path) -> None:
    face = QRawFont(str(resources / "fonts" / file_name), 16)

    missing = [letter for letter in ALPHABETS[file_name] if 0 in face.glyphIndexesForString(letter)]

    assert missing == []


def test_digits_are_tabular(resources: Path) -> None:
    face = QRawFont(str(resources / "fonts" / "NotoSans-Bold.ttf"), 30)

    widths = {
        round(face.advancesForGlyphIndexes(face.glyphIndexesForString(d))[0].x(), 2)
        for d in "0123456789"
    }

    assert len(widths) == 1


def test_the_bundled_family_is_used(qtbot: QtBot) -> None:
    label = Text("x")
    qtbot.addWidget(label)
    label.ensurePolished()

    assert QFontInfo(label.font()).family() == "Noto Sans"
    assert isinstance(theme.font("amount"), QFont)
    assert theme.font("amount").pixelSize() == 30


def test_fonts_come_with_their_licence(resources: Path) -> None:
    text = (resources / "fonts" / "OFL-1.1.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Google" in text


def test_every_icon_is_drawn_in_the_colour_asked_for(resources: Path) -> None:
    for path in sorted((resources / "icons").glob("*.svg")):
        image = icons.pixmap(path.stem, "bad", 24).toImage()
        painted = {
            image.pixelColor(x, y).name().upper()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }

        assert painted, path.stem
        assert painted <= {"#B3261E"}, path.stem


def test_icons_of_the_set_share_one_grid(resources: Path) -> None:
    for path in sorted((resources / "icons").glob("*.svg")):
        text = path.read_text(encoding="utf-8")

        assert 'viewBox="0 0 24 24"' in text
        assert 'stroke="currentColor"' in text
        assert 'stroke-linecap="round"' in text


def test_an_unknown_icon_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Defect, match="barcode"):
        icons.pixmap("unicorn")


def test_an_icon_is_drawn_once() -> None:
    first = icons.pixmap("check", "ink", 24)

    assert icons.pixmap("check", "ink", 24).cacheKey() == first.cacheKey()
    assert not icons.icon("check").isNull()
