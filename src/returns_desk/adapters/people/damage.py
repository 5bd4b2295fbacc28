"""Whether people.db can still be read, for backups and for `doctor`.

Owns the sentence with the mend. It must not change the file.
"""

from pathlib import Path
from typing import Final

from returns_desk.adapters.keeping.database_copies import check_database
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

_DAMAGED: Final = frozenset({"damaged", "not_a_database"})


def people_damage(path: Path) -> str | None:
    """What is wrong with a file of personal data, and the mend; None where it is whole or gone.

    Raises:
        EnvironmentFault: it can't be read just now, which says nothing of what is in it.
    """
    if not path.exists():
        return None
    try:
        check_database(path)
    except OperatorMistake:
        return _sentence(path)
    except EnvironmentFault as fault:
        if fault.code not in _DAMAGED:
            raise
        return _sentence(path)
    return None


def _sentence(path: Path) -> str:
    name = path.name
    return (
        f"{path}: this file is damaged, so what is kept of people can't be read or backed up. "
        f"Close the desk, move {name} away with {name}-wal and {name}-shm if they are there, and "
        f"put the {name} of the last backup here, from the folder people in it."
    )
