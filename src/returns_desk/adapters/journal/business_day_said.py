"""A journal that was opened to write, and says when the shop's business day ends.

Owns only that the file is let go of where that goes wrong.
"""

from datetime import time

from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.application.business_days import say_business_day


def saying_business_day(journal: SqliteJournal, ends_at: time) -> SqliteJournal:
    """The same journal, in which the configured end of the day stands now.

    Raises:
        EnvironmentFault: The journal can't be read.

    """
    try:
        say_business_day(journal, ends_at)
    except BaseException:
        journal.close()
        raise
    return journal
