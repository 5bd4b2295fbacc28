"""A recovery sheet brings both keys back, and finds every letter that was typed wrongly."""

import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.journal.journal_kit import fixed_key
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.profile_keys import PROFILE_KEY, TERMINAL_KEY, ProfileKeys, read_keys
from returns_desk.adapters.recovery_sheet import SheetHeading, read_sheet, sheet_text
from returns_desk.bootstrap.commands import run
from returns_desk.domain.errors import OperatorMistake

HEADING = SheetHeading("Northside Home", "07", "installation", "2026-11-21")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEYS = ProfileKeys(bytes(range(7, 39)), fixed_key())
SHEET = sheet_text(KEYS, HEADING)
LINE = re.compile(r"  ([PT][1-4])  (.*)")


def key_lines(text: str) -> list[tuple[str, str]]:
    return [match.groups() for match in map(LINE.fullmatch, text.splitlines()) if match]  # type: ignore[misc]  # two groups


def typed(lines: list[tuple[str, str]]) -> str:
    return "\n".join(f"{label} {letters}" for label, letters in lines)


def secrets_of(keys: ProfileKeys) -> tuple[bytes, bytes]:
    return keys.profile_key, keys.terminal.seed()


def refusal(text: str) -> str:
    with pytest.raises(OperatorMistake) as mistake:
        read_sheet(text)
    return mistake.value.message


@given(profile_key=st.binary(min_size=32, max_size=32), seed=st.integers(0, 255))
def test_whatever_the_keys_the_sheet_brings_them_back(profile_key: bytes, seed: int) -> None:
    keys = ProfileKeys(profile_key, fixed_key(seed))

    assert secrets_of(read_sheet(sheet_text(keys, HEADING))) == secrets_of(keys)


def test_the_eight_lines_alone_are_enough_however_they_are_typed() -> None:
    loosely = [
        (label.lower(), letters.lower().replace("0", "o").replace("1", "l").replace(" ", "  "))
        for label, letters in key_lines(SHEET)
    ]

    assert secrets_of(read_sheet(typed(loosely))) == secrets_of(KEYS)


def test_every_single_letter_typed_wrongly_is_found_and_its_line_named() -> None:
    lines = key_lines(SHEET)
    for index, (label, letters) in enumerate(lines):
        for at, right in enumerate(letters):
            for wrong in LETTERS.replace(right, "") if right != " " else "":
                bad = letters[:at] + wrong + letters[at + 1 :]
                message = refusal(typed([*lines[:index], (label, bad), *lines[index + 1 :]]))
                assert f"Line {label} " in message


def test_neighbours_typed_the_wrong_way_round_are_found() -> None:
    lines = key_lines(SHEET)
    for index, (label, spaced) in enumerate(lines):
        letters = spaced.replace(" ", "")
        for at in range(len(letters) - 1):
            pair = letters[at : at + 2]
            if pair[0] != pair[1]:
                bad = letters[:at] + pair[::-1] + letters[at + 2 :]
                assert label in refusal(typed([*lines[:index], (label, bad), *lines[index + 1 :]]))


def test_a_line_at_anothers_place_is_found() -> None:
    lines = key_lines(SHEET)
    for one in range(8):
        for other in set(range(8)) - {one}:
            moved = [*lines]
            moved[one] = (lines[one][0], lines[other][1])
            assert f"Line {lines[one][0]} " in refusal(typed(moved))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (key_lines(SHEET)[:-1], "Line T4 is missing"),
        (key_lines(SHEET) * 2, "Line P1 stands there twice"),
        ([("P1", "ABCD")], "Line P1 has 4 letters instead of 16"),
        ([("P1", "ABCD EFGH JKMN PQR!")], "there is no '!' on a sheet"),
        ([], "Line P1 is missing"),
    ],
)
def test_what_is_no_sheet_is_said_in_one_sentence(lines: list[tuple[str, str]], said: str) -> None:
    assert said in refusal(typed(lines))


def test_lines_of_two_sheets_do_not_pass_for_one() -> None:
    other = sheet_text(ProfileKeys(KEYS.profile_key, fixed_key(9)), HEADING)
    (public,) = [line for line in other.splitlines() if line.startswith("Public key")]
    mixed = f"{typed(key_lines(SHEET))}\n{public}"

    assert "public key does not belong" in refusal(mixed)


def make_shop(folder: Path) -> ProfileKeys:
    with (
        Profile.open(folder, create=demo_configuration(demo=False)) as profile,
        profile.locked(),
        profile.open_journal(),
    ):
        return read_keys_of(folder)


def read_keys_of(folder: Path) -> ProfileKeys:
    return read_keys(folder / "keys")


@pytest.mark.parametrize("lost", [(PROFILE_KEY,), (TERMINAL_KEY,), (PROFILE_KEY, TERMINAL_KEY)])
def test_lost_keys_are_put_back_from_the_sheet(tmp_path: Path, lost: tuple[str, ...]) -> None:
    shop, sheet = tmp_path / "shop", tmp_path / "sheet.txt"
    before = make_shop(shop)
    assert run(["keys", "sheet", str(sheet), "--profile", str(shop)]) == 0
    if os.name == "posix":
        assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    for name in lost:
        (shop / "keys" / name).unlink()
    assert run(["journal", "rebuild", "--profile", str(shop)]) == 2

    assert run(["keys", "recover", str(sheet), "--profile", str(shop)]) == 0

    assert secrets_of(read_keys_of(shop)) == secrets_of(before)
    assert run(["journal", "rebuild", "--profile", str(shop)]) == 0
    assert run(["journal", "verify", "--profile", str(shop)]) == 0


def test_a_key_that_is_there_is_never_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, other, sheet = tmp_path / "shop", tmp_path / "other", tmp_path / "sheet.txt"
    before = make_shop(shop)
    make_shop(other)
    run(["keys", "sheet", str(sheet), "--profile", str(other)])

    assert run(["keys", "recover", str(sheet), "--profile", str(shop)]) == 2

    assert "another terminal's" in capsys.readouterr().err
    (shop / "journal.db").unlink()
    assert run(["keys", "recover", str(sheet), "--profile", str(shop)]) == 2
    assert "another key is here" in capsys.readouterr().err
    assert secrets_of(read_keys_of(shop)) == secrets_of(before)


def test_a_sheet_is_never_written_over_a_file_nor_left_in_the_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, sheet = tmp_path / "shop", tmp_path / "sheet.txt"
    make_shop(shop)
    sheet.write_text("mine")

    assert run(["keys", "sheet", str(sheet), "--profile", str(shop)]) == 2
    assert "Choose another name" in capsys.readouterr().err
    assert sheet.read_text() == "mine"
    assert run(["keys", "sheet", "-", "--profile", str(shop)]) == 0
    (label, letters), *_ = key_lines(capsys.readouterr().out)
    assert label == "P1"
    for path in shop.rglob("*"):
        if path.is_file():
            assert letters.encode() not in path.read_bytes()
