"""A voucher is issued once, whenever the desk that issues it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counters import signed_in
from returns_desk.adapters.credit.voucher_access import VoucherAccess
from returns_desk.application.desk_state import Stage
from returns_desk.application.printing import slip_in
from returns_desk.application.slips import SlipRole
from returns_desk.application.store_credit import VOUCHER_ISSUED, VoucherStanding
from support.credit_profiles import credit_counter, shop_profile
from support.killed_payout import LAST_EVENTS

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "support" / "killed_payout.py"


@pytest.mark.parametrize("last_event", LAST_EVENTS)
def test_a_killed_desk_goes_on_with_the_same_voucher(tmp_path: Path, last_event: str) -> None:
    profile = shop_profile(tmp_path / "profile")
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    killed = subprocess.run(
        [sys.executable, PROGRAM, profile.directory, last_event],
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
        timeout=120,
    )
    assert killed.returncode == -signal.SIGKILL

    with profile.locked(), profile.open_journal() as journal:
        counter = credit_counter(profile, journal)
        desk = signed_in(counter)
        desk.resume()
        if last_event == "plan_made":
            assert desk.state().stage is Stage.IN_DOUBT
            desk.settle_leg(1, happened=False)
            desk.book_leg(1)
        (issued,) = journal.read(types=(VOUCHER_ISSUED,))
        slip = slip_in(counter.services(), issued.case_id or "", "en")

    (line,) = [each for each in slip.lines if each.role is SlipRole.VOUCHER]
    vouchers = VoucherAccess(profile)
    assert vouchers.check(line.value).standing is VoucherStanding.VALID
    assert line.text == vouchers.short_number(str(issued.payload["voucher"]))
