"""A till redeems a voucher while the desk runs: the desk is asked, and does it once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket

from journeys.harness import SHELF, Counter
from returns_desk.adapters.credit.voucher_access import VoucherAccess
from returns_desk.adapters.profile import Profile
from returns_desk.application.desk_state import Stage
from returns_desk.application.slips import SlipRole
from returns_desk.application.store_credit import VoucherStanding
from returns_desk.bootstrap.handover import Reception, ask_to_redeem, socket_name
from returns_desk.bootstrap.redeeming import redeeming
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.credit_packs import BY_VOUCHER, pack_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeys.conftest import OpenCounter

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def counter(open_counter: OpenCounter, tmp_path: Path) -> Counter:
    """A desk that issued a voucher and shows its slip."""
    counter = open_counter([pack_with(tmp_path, BY_VOUCHER)])
    counter.sign_in()
    counter.scan(SHELF)
    counter.press(str(counter.case.numbers["store_credit/store_credit"]))
    counter.press(Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_Return)
    assert counter.stage() is Stage.SLIP
    return counter


@pytest.fixture
def reception(counter: Counter) -> Iterator[Reception]:
    """The running desk answers other programs, as it does once its window is open."""
    made = Reception(counter.folder)
    made.redeem_with(redeeming(counter.opened, counter.profile))
    yield made
    made.close()


def code_on_the_slip(counter: Counter) -> str:
    assert counter.case.slip is not None
    (line,) = [each for each in counter.case.slip.lines if each.role is SlipRole.VOUCHER]
    return line.value


def redeem_in_a_process(counter: Counter, code: str) -> tuple[int, dict[str, object]]:
    """What the till runs, while the desk's window goes on."""
    line = [sys.executable, "-m", "returns_desk", "credit", "redeem", code, "--sale", "S-1"]
    line += ["--json", "--profile", str(counter.folder)]
    process = subprocess.Popen(
        line,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    counter.qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
    out, _ = process.communicate()
    return process.returncode, json.loads(out)


@pytest.mark.usefixtures("reception")
def test_the_running_desk_redeems_for_another_program_once(counter: Counter) -> None:
    code = code_on_the_slip(counter)

    first, second = redeem_in_a_process(counter, code), redeem_in_a_process(counter, code)

    assert (first[0], first[1]["redeemed_now"]) == (0, True)
    assert (second[0], second[1]["standing"], second[1]["sale"]) == (1, "used", "S-1")
    assert len(counter.events("voucher_redeemed")) == 1
    assert counter.stage() is Stage.SLIP


def test_where_the_desk_does_not_answer_nothing_is_redeemed(counter: Counter) -> None:
    vouchers = VoucherAccess(Profile.open(counter.folder), ask_to_redeem)

    with pytest.raises(OperatorMistake) as mistake:
        vouchers.redeem(code_on_the_slip(counter), "")

    assert mistake.value.code == "profile_in_use"
    assert counter.events("voucher_redeemed") == []


@pytest.mark.parametrize(
    ("told", "standing"),
    [(True, VoucherStanding.VALID), (None, VoucherStanding.USED), (False, VoucherStanding.USED)],
    ids=["redeemed", "no answer, yet redeemed", "another was quicker"],
)
def test_the_answer_is_what_became_of_it(
    counter: Counter, told: bool | None, standing: VoucherStanding
) -> None:
    code = code_on_the_slip(counter)

    def desk_redeems(profile: Path, text: str, sold_as: str) -> bool | None:
        assert (profile, text, sold_as) == (counter.folder, code, "S-2")
        mine = VoucherAccess(counter.profile)
        counter.opened.desk.redeem_voucher(mine.read(text), mine.installation, sold_as)
        return told

    vouchers = VoucherAccess(Profile.open(counter.folder), desk_redeems)
    assert vouchers.redeem(code, "S-2").standing is standing


def test_a_desk_that_could_not_redeem_is_no_redemption(counter: Counter) -> None:
    vouchers = VoucherAccess(Profile.open(counter.folder), lambda *_: False)

    with pytest.raises(EnvironmentFault, match="It is still valid"):
        vouchers.redeem(code_on_the_slip(counter), "")


@pytest.mark.parametrize(
    "word",
    [b"redeem nonsense\n", b'redeem ["one"]\n', b"redeem [1, 2]\n", b'redeem ["zzz", ""]\n'],
)
@pytest.mark.usefixtures("reception")
def test_nonsense_over_the_socket_is_refused(counter: Counter, word: bytes) -> None:
    guest = QLocalSocket()
    guest.connectToServer(socket_name(counter.folder))
    assert guest.waitForConnected(1000)
    guest.write(word)
    guest.flush()

    counter.qtbot.waitUntil(guest.canReadLine, timeout=5000)
    assert guest.readAll().data() == b"refused\n"
    guest.disconnectFromServer()


@pytest.mark.usefixtures("reception")
def test_a_word_without_an_end_is_cut_off(counter: Counter) -> None:
    guest = QLocalSocket()
    guest.connectToServer(socket_name(counter.folder))
    assert guest.waitForConnected(1000)
    guest.write(b"x" * 20_000)
    guest.flush()

    closed = QLocalSocket.LocalSocketState.UnconnectedState
    counter.qtbot.waitUntil(lambda: guest.state() == closed, timeout=5000)
