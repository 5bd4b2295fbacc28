"""Everything that a slip can say is said in every language that ships, and fits the paper."""

from __future__ import annotations

import re
import shutil
import subprocess
import textwrap
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from builders import CASH_LEG, HALF_CARD_LEG, SHELF, paying_option, split_sale
from counters import Counter, proposing, signed_in
from fakes import FakeClock, FakeSales
from returns_desk.adapters.printing.barcode_bars import barcode_svg
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.translations import fields_of, languages, slip_languages
from returns_desk.application.desk_state import Stage
from returns_desk.application.slips import Slip, SlipRole, copy_of, slip_of, training_slip
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.domain.board import Leg
from returns_desk.domain.sale import TenderType
from returns_desk.ui.clerk.slip_contents import slip_page
from returns_desk.ui.clerk.slip_page import SlipPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from returns_desk.ui.kit.wording import Words

ROOT = Path(__file__).parents[3]
LOCALE = ROOT / "resources" / "locale"
SHIPPED = ("et", "hy", "lv")
EVERY = ("en", *SHIPPED)
SAME_IN_EVERY_LANGUAGE = {"{quantity} {goods}"}
WIDE_COLUMNS, NARROW_COLUMNS = 42, 32
"""Of paper of 80 mm and of 58 mm."""
GOODS_ALONE = ("even_exchange/none", "replacement/none", "repair/none", "exchange/none")


def sentences_of_slips() -> list[str]:
    """Every English sentence that application/*slip*.py can put on paper."""
    keywords = {"text": None, "N_": None}
    found: set[str] = set()
    for source in sorted((ROOT / "src" / "returns_desk" / "application").glob("*slip*.py")):
        with source.open("rb") as file:
            told = extract("python", file, keywords=keywords)
            found |= {str(message) for _, message, _, _ in told}
    return sorted(found)


SENTENCES = sentences_of_slips()


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues that ship, compiled as the packager compiles them."""
    folder = tmp_path_factory.mktemp("resources")
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        made = folder / source.relative_to(LOCALE.parent).with_suffix(".mo")
        made.parent.mkdir(parents=True)
        with made.open("wb") as file:
            write_mo(file, catalogue)
    return folder


@pytest.fixture(scope="module")
def around(resources: Path, tmp_path_factory: pytest.TempPathFactory) -> DeskSurroundings:
    """The words of every language."""
    folder = tmp_path_factory.mktemp("profile")
    return DeskSurroundings(folder, resources, FakeClock(), write_slip)


def slip_in(words: Words, option_id: str, legs: tuple[Leg, ...]) -> Slip:
    """The slip of the shelf after that option was carried out."""
    chosen = paying_option(option_id, legs)
    counter = Counter(sales=FakeSales([split_sale()]), propose=proposing([chosen]))
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(option_id)
    state = desk.confirm()
    while state.stage is Stage.BOOKING:
        assert state.case is not None
        leg = next(leg for leg in state.case.legs if leg.phase == "begun")
        state = desk.book_leg(leg.leg, "004512")
    assert state.case is not None
    events = tuple(counter.journal.read(case_id=state.case.case_id))
    return slip_of(events, "Northside Home", words.language, words)


def every_slip(words: Words) -> list[Slip]:
    """Slips that together hold every kind of line."""
    legs: list[tuple[Leg, ...]] = [(HALF_CARD_LEG, CASH_LEG)]
    legs += [(Leg(None, "original", 2136, str(each)),) for each in TenderType]
    legs += [(Leg(None, "other_card", 2136, "credit_card"),)]
    paid = [slip_in(words, "refund/original", each) for each in legs]
    kept = [slip_in(words, "price_reduction/original", (Leg(None, "original", 500, "cash"),))]
    goods = [slip_in(words, each, ()) for each in GOODS_ALONE]
    return [*paid, *kept, *goods, copy_of(training_slip(paid[0], words), words)]


def longest_word(text: str) -> int:
    return max((len(word) for word in text.split(" ")), default=0)


def letters_of(text: str) -> str:
    """A text without what a PDF does not keep: spaces, joined letters, the Armenian pair of u.

    The font draws that pair as one shape, which the page can't give back as letters.
    """
    return re.sub(r"[\s\u0578\u0582\u0548]", "", unicodedata.normalize("NFKC", text))


def test_all_sentences_were_found() -> None:
    assert {"What came back", "In cash", "Copy", "Thank you"} <= set(SENTENCES)


@pytest.mark.parametrize("language", SHIPPED)
def test_every_sentence_of_a_slip_is_translated_with_its_fields(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "returns_desk.po").open("rb") as file:
        catalogue = read_po(file, locale=language)

    told = {each: catalogue.get(each) for each in SENTENCES}

    for sentence, message in told.items():
        assert message is not None, sentence
        translated = str(message.string)
        assert fields_of(translated) == fields_of(sentence), sentence
        assert translated.strip() == translated != "", sentence
        assert sentence in SAME_IN_EVERY_LANGUAGE or translated != sentence
        assert not message.fuzzy, sentence


@pytest.mark.parametrize("language", EVERY)
def test_every_line_fits_the_paper_or_breaks_between_words(
    around: DeskSurroundings, language: str
) -> None:
    for slip in every_slip(around.words(language)):
        for line in slip.lines:
            most = 2 if line.role is SlipRole.PROMISE else 1
            rows = textwrap.wrap(f"{line.text} {line.value}".strip(), WIDE_COLUMNS)
            assert len(rows) <= most, line
            assert max(longest_word(line.text), len(line.value)) <= NARROW_COLUMNS, line


@pytest.mark.parametrize("language", SHIPPED)
def test_no_slip_mixes_english_in(around: DeskSurroundings, language: str) -> None:
    english = {sentence for sentence in SENTENCES if not fields_of(sentence)}
    roles = set(SlipRole) - {SlipRole.SHOP, SlipRole.ITEM}

    for slip in every_slip(around.words(language)):
        said = {line.text for line in slip.lines if line.role in roles}
        assert said & english == set()


@pytest.mark.parametrize("language", EVERY)
def test_the_pdf_holds_the_slip_in_its_language(
    around: DeskSurroundings, tmp_path: Path, language: str
) -> None:
    application_with_look("light")
    slip = slip_in(around.words(language), "refund/original", (HALF_CARD_LEG, CASH_LEG))
    path = tmp_path / "slip.pdf"

    write_slip(slip, path)

    tool = shutil.which("pdftotext")
    assert tool, "poppler-utils is missing"
    told = subprocess.run([tool, "-layout", path, "-"], capture_output=True, text=True, check=True)
    for line in slip.lines:
        assert letters_of(line.value) in letters_of(told.stdout), line
        assert letters_of(line.text) in letters_of(told.stdout), line


@pytest.mark.parametrize("language", EVERY)
def test_the_screen_shows_every_line_within_the_paper(
    qtbot: QtBot, around: DeskSurroundings, language: str
) -> None:
    application_with_look("light")
    page = SlipPage()
    qtbot.add_widget(page)
    page.resize(1024, 600)
    page.show()

    for slip in every_slip(around.words(language)):
        page.show_content(slip_page(around.words("en"), slip, barcode_svg(slip.barcode), ""))
        shown = page.slip.texts()
        for line in slip.lines:
            assert line.text in shown, line
            assert line.value in shown or not line.value, line
        assert page.slip.horizontalScrollBar().maximum() == 0


def test_slips_and_windows_speak_every_language_that_ships(resources: Path) -> None:
    assert slip_languages(resources) == EVERY
    assert languages(resources) == EVERY
