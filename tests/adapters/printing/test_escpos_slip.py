"""Slips as ESC/POS, read back from their bytes: every letter, every figure, the barcode."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.printing.escpos_slip import BAND_ROWS, DRAWER_KICK, slip_bytes
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.slip_parts import parts_of
from returns_desk.adapters.printing.slip_picture import picture_of
from returns_desk.application.slips import Slip, SlipLine, SlipRole
from support.code128 import barcode_in, modules_of
from support.escpos_marks import Bars, Cut, Kick, Line, Picture
from support.escpos_reader import Paper, read_escpos
from support.sample_slips import ARMENIAN, BARCODE, ENGLISH, ESTONIAN, LATVIAN, slip_with

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDE, NARROW = printer_model("default", 576), printer_model("default", 384)
IN_LETTERS = pytest.mark.parametrize(
    "slip", [ENGLISH, ESTONIAN, LATVIAN], ids=lambda slip: slip.language
)

pytestmark = pytest.mark.usefixtures("qapp")


def words_of(paper: Paper) -> list[str]:
    """Every word in the order of the lines; a value stands at the end of its first line."""
    return sorted(" ".join(paper.lines).split())


def words_in(slip: Slip) -> list[str]:
    said = [part for line in slip.lines for part in (line.text, line.value)]
    return sorted(" ".join([*said, slip.barcode]).replace("\u00a0", " ").split())


def joined(pictures: Iterable[Picture]) -> tuple[bytes, ...]:
    return tuple(row for picture in pictures for row in picture.rows)


@IN_LETTERS
@pytest.mark.parametrize("columns", [48, 42, 32])
def test_every_word_of_the_slip_is_on_the_paper_in_the_printers_own_letters(
    slip: Slip, columns: int
) -> None:
    paper = read_escpos(slip_bytes(slip, printer_model("default", columns * 12)))

    printed = [word for word in words_of(paper) if set(word) != {"-"}]
    wanted = words_in(slip)
    if columns == 32:
        wanted.remove(BARCODE)  # its text is in the picture of the bars
    assert printed == wanted
    assert max(map(len, paper.lines)) <= columns


@IN_LETTERS
def test_values_end_at_the_right_edge(slip: Slip) -> None:
    lines = read_escpos(slip_bytes(slip, WIDE)).lines

    for line in slip.lines:
        if line.value:
            value = line.value.replace("\u00a0", " ")
            assert any(row.endswith(value) and len(row) == WIDE.columns for row in lines)


def test_the_shop_is_tall_bold_and_centred_and_a_note_is_plain() -> None:
    paper = read_escpos(slip_bytes(ENGLISH, WIDE))

    lines = {mark.text.strip(): mark for mark in paper.marks if isinstance(mark, Line)}
    shop, note = lines["Northside Home"], lines["This slip is not a fiscal document."]
    assert (shop.side, shop.runs[0].bold, shop.runs[0].tall) == (1, True, 2)
    assert (note.side, note.runs[0].bold, note.runs[0].tall) == (0, False, 1)


def test_a_slip_ends_with_exactly_one_cut_and_never_kicks_the_drawer() -> None:
    paper = read_escpos(slip_bytes(ENGLISH, WIDE))

    assert isinstance(paper.marks[-1], Cut)
    assert (paper.count(Cut), paper.count(Kick)) == (1, 0)
    assert paper.commands[0] == b"\x1b@"


def test_the_kick_is_one_pulse_and_nothing_else() -> None:
    paper = read_escpos(DRAWER_KICK)

    assert [type(mark) for mark in paper.marks] == [Kick]


@pytest.mark.parametrize("text", [BARCODE, "RD/12/000000000042", "A{B", "123456", "X12345"])
def test_the_printer_draws_a_barcode_that_says_what_the_slip_says(text: str) -> None:
    paper = read_escpos(slip_bytes(slip_with(("thanks", "Bye", ""), barcode=text), WIDE))

    assert paper.barcodes == [text]
    (bars,) = [mark for mark in paper.marks if isinstance(mark, Bars)]
    assert len(modules_of(bars.symbols)) * bars.module <= WIDE.width_dots


def test_digits_go_in_pairs_so_that_the_bars_are_short() -> None:
    paper = read_escpos(slip_bytes(slip_with(barcode="RD/12/000000000042"), NARROW))

    (bars,) = [mark for mark in paper.marks if isinstance(mark, Bars)]
    assert len(modules_of(bars.symbols)) * bars.module <= NARROW.width_dots


def test_a_barcode_too_wide_for_the_paper_stands_along_it() -> None:
    paper = read_escpos(slip_bytes(ENGLISH, NARROW))

    assert paper.count(Bars) == 0
    bars = Picture(384, joined(paper.pictures))
    assert barcode_in(bars) == BARCODE


@pytest.mark.parametrize("slip", [ENGLISH, ESTONIAN, LATVIAN, ARMENIAN], ids=lambda s: s.language)
@pytest.mark.parametrize("model", [WIDE, NARROW], ids=["80 mm", "58 mm"])
def test_a_slip_as_picture_is_the_drawn_slip_to_the_last_dot(slip: Slip, model: object) -> None:
    assert model in {WIDE, NARROW}
    chosen = WIDE if model is WIDE else NARROW

    paper = read_escpos(slip_bytes(slip, chosen, as_picture=True))

    assert joined(paper.pictures) == picture_of(parts_of(slip), chosen.width_dots).rows
    assert all(len(picture.rows) <= BAND_ROWS for picture in paper.pictures)
    assert barcode_in(Picture(chosen.width_dots, joined(paper.pictures))) == slip.barcode
    assert paper.lines == []


def test_letters_that_no_code_page_has_come_as_one_picture_of_the_slip() -> None:
    paper = read_escpos(slip_bytes(ARMENIAN, WIDE))

    assert joined(paper.pictures) == picture_of(parts_of(ARMENIAN), 576).rows


def test_one_armenian_name_makes_a_picture_of_its_line_only() -> None:
    named = slip_with(
        ("fact", "Return", "198"), ("item", "1 Դարակ", "5"), ("note", "Bye", ""), barcode=""
    )

    paper = read_escpos(slip_bytes(named, WIDE))

    assert [line.split() for line in paper.lines] == [["Return", "198"], ["Bye"]]
    assert joined(paper.pictures) == picture_of((named.lines[1],), 576).rows


def test_lines_in_different_alphabets_each_get_the_code_page_that_has_them() -> None:
    said = ["Œuvre à prix réduit", "Ķirši ņemti", "Сливы, 7 шт.", "Plain", "Δαμάσκηνα"]
    slip = slip_with(*(("note", text, "") for text in said), barcode="")

    assert read_escpos(slip_bytes(slip, WIDE)).lines == said


def test_a_letter_in_two_characters_is_printed_as_the_one_letter_that_it_is() -> None:
    paper = read_escpos(slip_bytes(slip_with(("note", "so\u0303ber", ""), barcode=""), WIDE))

    assert paper.lines == ["sõber"]


@pytest.mark.parametrize("model", ["TM-U220", "simple", "ZJ-5870", "TM-T20II-42col", "KR-306"])
def test_every_kind_of_model_prints_the_slip(model: str) -> None:
    chosen = printer_model(model)

    paper = read_escpos(slip_bytes(LATVIAN, chosen))

    assert paper.lines or paper.pictures
    assert paper.count(Cut) == (1 if chosen.has_cutter else 0)


def test_without_a_window_a_picture_is_refused_and_not_the_end_of_the_process() -> None:
    program = (
        "from returns_desk.adapters.printing.slip_picture import picture_of\n"
        "from returns_desk.domain.errors import EnvironmentFault\n"
        "try:\n    picture_of((), 576)\n"
        "except EnvironmentFault as fault:\n    raise SystemExit(fault.code)"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert ended.stderr.strip() == "no_window"


def test_a_printer_without_pictures_prints_the_nearest_letters() -> None:
    paper = read_escpos(slip_bytes(LATVIAN, printer_model("TM-U220")))

    assert "Ziemelu maja" in paper.lines


ANY_LINE = st.builds(SlipLine, st.sampled_from(SlipRole), st.text(), st.text(max_size=60))
ANY_SLIP = st.builds(
    Slip,
    case_number=st.integers(0),
    anchor=st.text(),
    barcode=st.text(max_size=40),
    language=st.sampled_from(("en", "et", "lv", "hy")),
    lines=st.lists(ANY_LINE, max_size=6).map(tuple),
)
OWN_COMMANDS = {
    *(b"\x1b@", b"\x1c.", b"\x1bR", b"\x1bt", b"\x1b!", b"\x1ba", b"\x1bJ", b"\x1bd"),
    *(b"\x1dv", b"\x1dV", b"\x1dk", b"\x1dH", b"\x1dh", b"\x1dw"),
}


@given(slip=ANY_SLIP, model=st.sampled_from((WIDE, NARROW)), as_picture=st.booleans())
def test_no_text_whatever_becomes_a_command(slip: Slip, model: object, as_picture: bool) -> None:
    chosen = WIDE if model is WIDE else NARROW

    paper = read_escpos(slip_bytes(slip, chosen, as_picture=as_picture))

    assert set(paper.commands) <= OWN_COMMANDS
    assert (paper.count(Cut), paper.count(Kick)) == (1, 0)
    assert paper.commands.count(b"\x1b@") == 1
    assert all(len(line) <= chosen.columns for line in paper.lines)


@given(st.text(st.characters(codec="cp1257", exclude_categories=("C", "Z")), min_size=1))
def test_every_letter_of_a_code_page_comes_out_as_itself(text: str) -> None:
    slip = slip_with(("note", text, ""), barcode="")

    paper = read_escpos(slip_bytes(slip, WIDE))

    if not paper.pictures:
        assert "".join(paper.lines) == text
