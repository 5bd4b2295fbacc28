"""A profile's vouchers as the command line uses them: looked at beside a desk, redeemed alone.

Owns how long the journal and the lock are held. It must not print.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from returns_desk.adapters.credit.trusted_terminals import (
    TrustedTerminal,
    keys_of,
    terminal_text,
    trusted_terminals,
)
from returns_desk.adapters.credit.voucher_codes import SignedVouchers, read_code
from returns_desk.adapters.profile import Profile
from returns_desk.application.store_credit import VoucherReading, VoucherStanding
from returns_desk.application.voucher_redeeming import VoucherAnswer, answer_for, redeem
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

AskRunning = Callable[[Path, str, str], bool | None]
"""Asks the desk that has a profile open to redeem a code; None where it does not answer."""


def nobody_answers(profile: Path, text: str, sold_as: str) -> bool | None:
    """Where a running desk can't be asked."""
    del profile, text, sold_as
    return None


def sale_name(sold_as: str) -> str | None:
    """The sale that a voucher was spent on, without card numbers; None for none."""
    return cut_card_numbers(sold_as.strip()) or None


class VoucherAccess:
    """The vouchers of a profile, for `credit ...` commands."""

    def __init__(self, profile: Profile, ask_running: AskRunning = nobody_answers) -> None:
        self._profile = profile
        self._ask_running = ask_running

    def check(self, text: str) -> VoucherAnswer:
        """What may be done with a voucher today; changes nothing.

        Raises:
            InvalidInput: the text is empty or mistyped, or a trusted terminal's file is broken.
            OperatorMistake: there is no journal yet, or it is a newer version's.
            EnvironmentFault: a file can't be read.
        """
        reading = self.read(text)
        with self._profile.read_journal() as journal:
            return answer_for(journal, reading, self._today(), self.installation)

    def redeem(self, text: str, sold_as: str) -> VoucherAnswer:
        """Redeem a voucher, if it is valid; the answer is what it was before.

        Where a desk has the profile open, the desk is asked to do it.

        Raises:
            InvalidInput: as `check` does.
            OperatorMistake: another process has the profile open and does not answer.
            EnvironmentFault: the journal can't be written, here or by the desk; nothing is
                redeemed.
        """
        reading, paid_for = self.read(text), sale_name(sold_as)
        try:
            with self._profile.locked(), self._profile.open_journal() as journal:
                return redeem(journal, reading, self._today(), self.installation, paid_for)
        except OperatorMistake as mistake:
            if mistake.code != "profile_in_use":
                raise
            return self._redeemed_by_the_desk(text, sold_as, mistake)

    def _redeemed_by_the_desk(
        self, text: str, sold_as: str, in_use: OperatorMistake
    ) -> VoucherAnswer:
        before = self.check(text)
        if before.standing is not VoucherStanding.VALID:
            return before
        is_redeemed = self._ask_running(self._profile.directory, text, sold_as)
        after = self.check(text)
        if is_redeemed:
            return before
        if after.standing is not VoucherStanding.VALID:
            return after
        if is_redeemed is None:
            raise in_use
        message = "The running desk could not redeem it. It is still valid; try again."
        raise EnvironmentFault(message, code="not_redeemed")

    def short_number(self, number: str) -> str:
        """A voucher's number as people read it."""
        return SignedVouchers(self._profile.terminal_key).short_number(number)

    def own_key(self) -> str:
        """The file that lets another terminal of the shop trust this one."""
        return terminal_text(self._own())

    @property
    def installation(self) -> str:
        """Whose vouchers are known here."""
        return self._profile.configuration.installation

    def read(self, text: str) -> VoucherReading:
        """What a scanned or typed text proves.

        Raises:
            InvalidInput: as `check` does.
        """
        others = trusted_terminals(self._profile.directory)
        return read_code(text, keys_of(self._own(), others))

    def _own(self) -> TrustedTerminal:
        configuration = self._profile.configuration
        public_key = self._profile.terminal_key.public_key
        return TrustedTerminal(self.installation, configuration.terminal, public_key)

    def _today(self) -> date:
        return self._profile.clock.now().date()
