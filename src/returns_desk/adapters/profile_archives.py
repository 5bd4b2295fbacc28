"""The folders of archives that a person names with --archives.

Owns the refusal of a folder that can't help: silence would look like archives that were read.
"""

from collections.abc import Sequence
from pathlib import Path

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.archives import is_file_name
from returns_desk.domain.errors import OperatorMistake


def archive_folders(folders: Sequence[Path]) -> tuple[Path, ...]:
    """These folders, each of which holds an archive of some journal.

    Raises:
        OperatorMistake: One is no folder, or holds no archive.
        EnvironmentFault: One can't be read.

    """
    for folder in folders:
        if not folder.is_dir():
            message = f"--archives {folder}: there is no such folder. Check how it is written."
            raise OperatorMistake(message, code="no_archive_folder")
        with file_faults(folder):
            holds_one = any(is_file_name(each.name) for each in folder.iterdir())
        if not holds_one:
            message = (
                f"--archives {folder}: no archive lies in this folder. Name the one that holds "
                "files like journal-1-5000.db."
            )
            raise OperatorMistake(message, code="no_archive_folder")
    return tuple(folders)
