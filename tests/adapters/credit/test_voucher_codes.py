"""A voucher is what its terminal signed, to the last bit, or it is not valid."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.credit.letters import ALPHABET, bytes_of, letters_of
from returns_desk.adapters.credit.voucher_codes import (
    SIGNATURE_BYTES,
    SignedVouchers,
    facts_bytes,
    read_code,
    voucher_of,
)
from returns_desk.adapters.profile_keys import new_keys
from returns_desk.application.store_credit import CODE_PREFIX as PREFIX
from returns_desk.application.store_credit import Seal, Voucher
from returns_desk.domain.errors import Defect, InvalidInput

HERE = "01a201c8-bc0a-7058-a94a-7bcbed2b4226"
TERMINAL = new_keys().terminal
MAKER = SignedVouchers(TERMINAL)
KEYS = {HERE: TERMINAL.public_key}
VOUCHER = Voucher(
    number="00112233445566778899aabbccddeeff",
    value=2136,
    currency="USD",
    issued_at=datetime(2026, 11, 21, 18, 40, tzinfo=UTC),
    expires_on=date(2028, 11, 20),
    installation=HERE,
    terminal="07",
)
CODE = MAKER.code(VOUCHER)
VOUCHERS = st.builds(
    Voucher,
    number=st.binary(min_size=16, max_size=16).map(bytes.hex),
    value=st.integers(1, 2**64 - 1),
    currency=st.sampled_from(["USD", "JPY", "AMD", "KWD"]),
    issued_at=st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 -- made aware in the next line
        lambda at: at.replace(microsecond=0, tzinfo=UTC)
    ),
    expires_on=st.none() | st.dates(date(2020, 1, 1)),
    installation=st.just(HERE),
    terminal=st.text(max_size=40).filter(lambda text: text.isprintable()),
)


def seal_of(text: str) -> Seal | None:
    """What a text proves; None where a sentence asks for another one."""
    try:
        return read_code(text, KEYS).seal
    except InvalidInput:
        return None


@given(VOUCHERS)
def test_a_voucher_comes_back_as_it_was_signed(voucher: Voucher) -> None:
    read = read_code(MAKER.code(voucher), KEYS)

    assert read.seal is Seal.SIGNED
    assert read.voucher == voucher
    assert read.number == voucher.number


def test_the_same_voucher_is_always_the_same_code() -> None:
    assert MAKER.code(VOUCHER) == CODE
    assert set(CODE) <= set(ALPHABET)
    assert len(CODE) < 240


def test_small_letters_gaps_and_misread_signs_change_nothing() -> None:
    typed = CODE.lower().replace("0", "o").replace("1", "l")

    assert read_code(f" {typed[:50]}-{typed[50:]}\r\n", KEYS) == read_code(CODE, KEYS)


@given(st.integers(0, len(CODE) - 1), st.sampled_from(ALPHABET))
def test_any_other_letter_is_detected(place: int, letter: str) -> None:
    changed = CODE[:place] + letter + CODE[place + 1 :]

    assert (read_code(changed, KEYS).seal is Seal.SIGNED) is (changed == CODE)


@given(st.integers(0, 8 * (len(facts_bytes(VOUCHER)) + SIGNATURE_BYTES) - 1))
def test_any_flipped_bit_is_detected(bit: int) -> None:
    content = bytearray(bytes_of(CODE.removeprefix(PREFIX)) or b"")
    content[bit // 8] ^= 1 << bit % 8

    seal = read_code(PREFIX + letters_of(bytes(content)), KEYS).seal

    assert seal in {Seal.FORGED, Seal.UNKNOWN_TERMINAL}


@given(st.integers(0, len(CODE) - 1))
def test_a_code_that_was_cut_is_no_voucher(length: int) -> None:
    assert seal_of(CODE[:length]) is not Seal.SIGNED


@given(st.text(max_size=300))
def test_whatever_is_scanned_is_answered(text: str) -> None:
    assert seal_of(text) is not Seal.SIGNED


@given(st.binary(max_size=250))
def test_whatever_follows_the_prefix_is_answered(content: bytes) -> None:
    read = read_code(PREFIX + letters_of(content) + "0" * 30, KEYS)

    assert read.seal in {Seal.FORGED, Seal.UNKNOWN_TERMINAL}


def test_another_terminals_key_makes_no_voucher_of_this_one() -> None:
    stranger = SignedVouchers(new_keys().terminal)

    assert read_code(stranger.code(VOUCHER), KEYS).seal is Seal.FORGED


def test_a_terminal_that_nobody_trusts_here_is_unknown() -> None:
    elsewhere = replace(VOUCHER, installation="elsewhere")

    assert read_code(MAKER.code(elsewhere), KEYS).seal is Seal.UNKNOWN_TERMINAL


def test_a_signature_for_another_purpose_is_none_for_a_voucher() -> None:
    facts = facts_bytes(VOUCHER)
    without_purpose = PREFIX + letters_of(facts + TERMINAL.sign(facts))

    assert read_code(without_purpose, KEYS).seal is Seal.FORGED


def test_a_number_is_read_as_a_number() -> None:
    read = read_code(MAKER.short_number(VOUCHER.number), {})

    assert (read.seal, read.number) == (Seal.SHORT_NUMBER, VOUCHER.number)


def test_numbers_are_128_bits_and_not_the_same_twice() -> None:
    numbers = {MAKER.new_number() for _ in range(100)}

    assert len(numbers) == 100
    assert {len(bytes.fromhex(each)) for each in numbers} == {16}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("  ", "no voucher here", id="nothing"),
        pytest.param("A" * 1001, "longer than any voucher", id="too much"),
        pytest.param("0000-0000-0000-0000-0000-0000-3132", "Type it again", id="mistyped"),
    ],
)
def test_what_can_not_be_read_says_the_mend(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        read_code(text, KEYS)


@pytest.mark.parametrize("text", ["3141-07-20261107-0042", "RD/12/00000000002a", "4006381333931"])
def test_other_codes_of_the_counter_are_not_ours(text: str) -> None:
    assert read_code(text, KEYS).seal is Seal.NOT_OURS


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(facts_bytes(VOUCHER) + b"x", id="more than two names"),
        pytest.param(facts_bytes(VOUCHER)[:-1], id="half a name"),
        pytest.param(facts_bytes(VOUCHER)[:-3], id="one name"),
        pytest.param(facts_bytes(VOUCHER)[:-2] + b"\xff\xff", id="no text"),
        pytest.param(bytes(60), id="worth nothing"),
        pytest.param(
            facts_bytes(VOUCHER)[:31] + b"\xff" * 4 + facts_bytes(VOUCHER)[35:], id="a day too late"
        ),
    ],
)
def test_bytes_of_no_voucher_are_none(facts: bytes) -> None:
    assert voucher_of(facts) is None


def test_a_voucher_worth_nothing_is_never_written() -> None:
    with pytest.raises(Defect):
        MAKER.code(replace(VOUCHER, value=0))


def test_a_long_name_of_a_terminal_is_cut_and_the_voucher_holds() -> None:
    read = read_code(MAKER.code(replace(VOUCHER, terminal="Õ" * 300)), KEYS)

    assert read.seal is Seal.SIGNED
    assert read.voucher is not None
    assert read.voucher.terminal == "Õ" * 40
