"""What people are told where a file, a folder or the disk stands in the way, by code.

Owns the English sentences, which catalogues translate. Each follows the file's name; what the
platform itself says of it stays in the platform's own language.
"""

from __future__ import annotations

from typing import Final

from returns_desk.application.sentences import N_
from returns_desk.domain.errors import EnvironmentFault

FAULTS: Final = {
    "disk_full": N_("The disk is full. Make room, then try again; nothing was lost."),
    "read_only": N_(
        "This file can't be written. Give this account the right to write it, then try again."
    ),
    "cannot_open": N_(
        "This file can't be opened. Check that its folder is there and may be written."
    ),
    "locked": N_("Another program holds this file. Close that program, then try again."),
    "disk_error": N_(
        "The disk reports an error. Check it, then try again; nothing recorded was changed."
    ),
    "damaged": N_("This file is damaged. Keep it as it is, and restore the last backup beside it."),
    "not_a_database": N_(
        "This file is not a database. Keep it as it is, and restore the last backup."
    ),
    "disk_full_unchanged": N_("The disk is full. Make room, then try again; nothing was changed."),
    "folder_not_there": N_(
        "The folder of the till is not there. Check the drive or the network; returns wait "
        "until then."
    ),
    "other_content": N_(
        "Another file has this name. Move it away; the return is handed over then."
    ),
    "slip_not_written": N_("The slip can't be written here. Check the folder, then try again."),
    "no_folder": N_("Check that this folder is there and may be written."),
    # Whoever reads gets it too, so it must not speak of writing.
    "no_file": N_("Check the name, and that its folder is there."),
}


def fault_at(place: object, fault: str, *, code: str = "", why: str = "") -> EnvironmentFault:
    """The fault of a file: a key of FAULTS, which is its code too unless another is given.

    `why` is what the platform says of it.
    """
    sentence = FAULTS[fault]
    said = f"{why}. {sentence}" if why else sentence
    return EnvironmentFault(
        f"{place}: {said}", code=code or fault, place=str(place), why=why, sentence=sentence
    )
