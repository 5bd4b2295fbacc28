"""How a case begins: with its number, and with what a customer who goes on told before.

Owns that personal data come with the customer (R10); everything else of an earlier case is
same_customer.py's.
"""

from returns_desk.application.personal_data import keep_personal_data, personal_data_of
from returns_desk.application.turn import Turn


def open_case(turn: Turn) -> None:
    """Begin a case; that of a customer who goes on keeps what the customer told.

    Raises:
        EnvironmentFault: what was told can't be stored; nothing has changed.
    """
    turn.services.renew_policies()
    after = turn.session.after
    turn.open_case(turn.services.journal.next_case_number(), after)
    if after is not None:
        keep_personal_data(turn, personal_data_of(turn.services.people.get(after)))
