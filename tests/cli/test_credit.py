"""`returns-desk credit`: what a voucher is worth, redeemed once, and the keys between terminals."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from returns_desk.adapters.credit.letters import ALPHABET
from returns_desk.bootstrap.commands import services
from returns_desk.domain.policy import Settings
from support.command_lines import Ran, ran
from support.credit_profiles import IssuedVoucher, issue_voucher, shop_profile

if TYPE_CHECKING:
    from returns_desk.adapters.profile import Profile

SOURCE = Path(__file__).parents[2] / "src"


class Credit(Protocol):
    """Runs `returns-desk credit ...` on a profile."""

    def __call__(self, *arguments: str, at: Profile | None = None) -> Ran:
        """Run it at this shop's first terminal, or at another."""
        ...


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return shop_profile(tmp_path / "profile")


@pytest.fixture
def voucher(profile: Profile) -> IssuedVoucher:
    return issue_voucher(profile)


@pytest.fixture
def credit(capsys: pytest.CaptureFixture[str], profile: Profile) -> Credit:
    def run(*arguments: str, at: Profile | None = None) -> Ran:
        line = ("credit", *arguments, "--profile", (at or profile).directory)
        return ran(capsys, services(), *line)

    return run


def in_a_process(profile: Profile, *arguments: str, given: str = "") -> Ran:
    """The same as a program of its own."""
    line = [sys.executable, "-m", "returns_desk", "credit", *arguments]
    line += ["--profile", str(profile.directory)]
    ran = subprocess.run(
        line,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_a_valid_voucher_is_told_with_its_worth(credit: Credit, voucher: IssuedVoucher) -> None:
    by_code, by_number = credit("check", voucher.code), credit("check", voucher.number)

    assert by_code == by_number
    assert by_code.code == 0
    assert by_code.out.splitlines()[0] == "Valid."
    assert "21.36 USD, until " in by_code.out
    assert f"Number {voucher.number}" in by_code.out
    assert "whether another one took it is known only after a sync" in by_code.out


def test_the_facts_stand_in_json(credit: Credit, voucher: IssuedVoucher, profile: Profile) -> None:
    told = credit("check", voucher.code, "--json").json

    assert {key: told[key] for key in ("standing", "value", "currency", "terminal")} == {
        "standing": "valid",
        "value": 2136,
        "currency": "USD",
        "terminal": "07",
    }
    assert (told["used_here"], told["used_elsewhere"], told["redeemed_now"]) == (False, None, False)
    assert (told["issued_here"], told["number"]) == (True, voucher.number)
    assert told["installation"] == profile.configuration.installation


def test_a_voucher_is_redeemed_once_also_by_programs_of_their_own(
    profile: Profile, voucher: IssuedVoucher
) -> None:
    first = in_a_process(profile, "redeem", "-", "--sale", "S-7", "--json", given=voucher.code)
    second = in_a_process(profile, "redeem", voucher.number)
    after = in_a_process(profile, "check", voucher.code, "--json")

    assert (first.code, first.json["redeemed_now"]) == (0, True)
    assert second.code == 1
    assert second.out.startswith("Used already: it can't be redeemed again.\n")
    assert "for S-7" in second.out
    assert (after.code, after.json["standing"], after.json["sale"]) == (1, "used", "S-7")
    assert second.err == after.err == ""


def test_a_card_number_in_the_sales_name_is_cut(credit: Credit, voucher: IssuedVoucher) -> None:
    credit("redeem", voucher.code, "--sale", "4111111111111111")

    assert credit("check", voucher.code, "--json").json["sale"] == "****1111"


def test_redeeming_beside_a_desk_is_refused_and_checking_is_not(
    credit: Credit, voucher: IssuedVoucher, profile: Profile
) -> None:
    with profile.locked():
        refused, checked = credit("redeem", voucher.code), credit("check", voucher.code)

    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "has this profile open since" in refused.err
    assert checked.code == 0


def test_an_expired_voucher_is_a_bad_answer(credit: Credit, profile: Profile) -> None:
    for_a_day = Settings(store_credit_issuer="voucher", store_credit_days=1)
    issued = issue_voucher(profile, for_a_day, days_ago=3)

    expired = credit("redeem", issued.code)

    assert expired.code == 1
    assert expired.out.startswith("Expired: its last day is over.\n")


def test_an_endless_voucher_says_so(credit: Credit, profile: Profile) -> None:
    issued = issue_voucher(profile, Settings(store_credit_issuer="voucher"))

    assert "21.36 USD, without an end, issued at terminal 07" in credit("check", issued.code).out
    assert credit("check", issued.code, "--json").json["expires_on"] is None


def test_a_changed_voucher_is_not_genuine_and_its_facts_are_not_told(
    credit: Credit, voucher: IssuedVoucher
) -> None:
    last = voucher.code[-1]
    changed = voucher.code[:-1] + ALPHABET[(ALPHABET.index(last) + 8) % 32]

    told, said = credit("check", changed, "--json"), credit("check", changed)

    assert (told.code, told.json["standing"]) == (1, "forged")
    assert "value" not in told.json
    assert said.out.startswith("Not genuine: its signature does not fit.")
    assert "21.36" not in said.out


def test_another_terminal_takes_it_once_its_key_was_brought(
    credit: Credit, voucher: IssuedVoucher, tmp_path: Path
) -> None:
    neighbour = shop_profile(tmp_path / "neighbour", "08")
    issue_voucher(neighbour)
    before = credit("check", voucher.code, at=neighbour)
    (neighbour.directory / "terminals").mkdir()
    (neighbour.directory / "terminals" / "07.toml").write_text(credit("key").out, "utf-8")

    after = credit("redeem", voucher.code, "--json", at=neighbour)
    by_number = credit("check", voucher.number, at=neighbour)

    assert before.code == 1
    assert "returns-desk credit key" in before.out
    assert "21.36" not in before.out
    assert (after.code, after.json["issued_here"], after.json["value"]) == (0, False, 2136)
    assert by_number.out.startswith("Used already")
    # Said honestly: the terminal that issued it can't know of this before a sync.
    assert credit("check", voucher.code).code == 0


def test_other_codes_are_no_vouchers(credit: Credit, voucher: IssuedVoucher) -> None:
    assert voucher.code
    receipt = credit("check", "3141-07-20261107-0042")

    assert (receipt.code, receipt.out) == (1, "Not a voucher of Returns Desk.\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "no voucher here", id="nothing"),
        pytest.param("Z" * 2000, "longer than any voucher", id="too much"),
        pytest.param("0000-0000-0000-0000-0000-0000-3132", "Type it again", id="mistyped"),
    ],
)
def test_what_can_not_be_read_is_one_line_with_the_mend(
    credit: Credit, voucher: IssuedVoucher, text: str, says: str
) -> None:
    assert voucher.code
    refused = credit("check", text)

    assert (refused.code, refused.out) == (2, "")
    assert refused.err.count("\n") == 1
    assert says in refused.err


def test_a_broken_key_of_another_terminal_is_named(
    credit: Credit, voucher: IssuedVoucher, profile: Profile
) -> None:
    (profile.directory / "terminals").mkdir()
    (profile.directory / "terminals" / "08.toml").write_text("public_key = 1")

    refused = credit("check", voucher.code)

    assert refused.code == 2
    assert "08.toml" in refused.err
    assert "/installation" in refused.err


def test_standard_input_that_is_no_text_is_no_voucher(
    credit: Credit, voucher: IssuedVoucher, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert voucher.code
    bytes_given = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\x00"), "utf-8")
    monkeypatch.setattr(sys, "stdin", bytes_given)

    told = credit("check", "-")

    assert (told.code, told.out, told.err) == (1, "Not a voucher of Returns Desk.\n", "")


def test_a_profile_without_a_journal_says_so(credit: Credit) -> None:
    refused = credit("check", "0000-0000-0000-0000-0000-0000-3131")

    assert refused.code == 2
    assert "no journal yet" in refused.err
