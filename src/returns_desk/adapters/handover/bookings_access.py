"""A profile's bookings as the command line uses them: read beside a desk, written alone.

Owns how long files and the lock are held. It must not print.
"""

from collections.abc import Sequence

from returns_desk.adapters.handover.opening import errand_of
from returns_desk.adapters.profile import Profile
from returns_desk.application.handing_over_bookings import Booking, BookingState, Ledger
from returns_desk.application.handing_over_rounds import Errand, hand_over_again, run_round
from returns_desk.application.ports import Journal
from returns_desk.domain.errors import OperatorMistake

_OPEN = (BookingState.WAITING, BookingState.HANDED_OVER, BookingState.TAKEN, BookingState.REFUSED)


class BookingsAccess:
    """The bookings of a profile, for `bookings ...` commands.

    Attributes:
        currency: The shop's currency, which every amount is in.

    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.currency = profile.configuration.store.currency

    def all(self) -> tuple[Booking, ...]:
        """Every booking, the first completed first; also beside a running desk.

        Raises:
            OperatorMistake: There is no journal yet, or it is a newer version's.
            EnvironmentFault: The journal can't be read.

        """
        ledger = Ledger()
        with self._profile.read_journal() as journal:
            ledger.catch_up(journal)
        return ledger.all()

    def send(self, references: Sequence[str], *, accept_folder: bool) -> tuple[Booking, ...]:
        """Hand over what waits, or these returns once more; every booking as it is then.

        With nothing to do, nothing is written, so that it may run beside a desk.

        Raises:
            OperatorMistake: No folder is configured, a desk is running, or a reference is unknown.
            EnvironmentFault: The folder or the journal stands in the way.

        """
        self._check_configured()
        before = self.all()
        if not references and not any(each.state in _OPEN for each in before):
            return before
        with self._profile.locked(), self._profile.open_journal() as journal:
            errand = self._errand(journal)
            for reference in references:
                hand_over_again(errand, reference, accept_folder=accept_folder)
            if not references:
                run_round(errand, accept_folder=accept_folder)
            return errand.ledger.all()

    def _errand(self, journal: Journal) -> Errand:
        errand = errand_of(self._profile.configuration, self._profile.directory, journal)
        assert errand is not None  # noqa: S101 -- narrows the type after the check
        return errand

    def _check_configured(self) -> None:
        if not self._profile.configuration.handover.folder:
            message = (
                f"{self._profile.directory / 'config.toml'}: no folder of the till is named here. "
                'Add folder = "..." below [handover].'
            )
            raise OperatorMistake(message, code="no_hand_over")
