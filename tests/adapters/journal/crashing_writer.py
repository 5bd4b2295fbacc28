"""Writes events as fast as it can and acknowledges each on standard output, until it is killed.

Started by test_kill.py as a process of its own: `crashing_writer.py FOLDER`.
"""

import sys
from pathlib import Path

from adapters.journal.journal_kit import event, open_journal, whole_return


def main() -> None:
    with open_journal(Path(sys.argv[1]), events_per_checkpoint=7, busy_timeout_ms=5000) as journal:
        number = journal.next_case_number()
        while True:
            for each in whole_return(f"case-{number}", number):
                (recorded,) = journal.append(each)
                sys.stdout.write(f"{recorded.sequence} {recorded.hash}\n")
                sys.stdout.flush()
            journal.append(event("desk_locked", None), event("operator_signed_in", None))
            number += 1


main()
