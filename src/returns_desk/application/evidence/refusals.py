"""What people are told where a file can't be kept or is not what was kept, by code.

Owns the English sentences, which catalogues translate.
"""

from __future__ import annotations

from typing import Final

from returns_desk.application.sentences import N_
from returns_desk.domain.errors import OperatorMistake

NOT_WHOLE: Final = N_(
    "This file of the case is gone or was changed. Put it back from the last backup, or take it "
    "in once more."
)
REFUSALS: Final = {
    "no_evidence_files": N_("No files are kept at this counter. Look at it and note it as seen."),
    "file_too_large": N_("This is larger than {most} MB. Photograph it, or choose a smaller file."),
    "file_empty": N_("Nothing is in this file. Choose another one."),
    "file_not_ours": N_("Photos (JPEG, PNG) and PDF files can be kept. Choose one of these."),
    "photo_unreadable": N_("This photo can't be opened. Take another, or choose another file."),
    "many_files": N_("{most} files are with this case already. Take one back, or note it as seen."),
    "note_empty": N_("Nothing is written yet. Write the note first."),
    "note_too_long": N_("This is longer than {longest} characters. Shorten it."),
    "file_gone": N_("This file is not with the case any more. Take it in once more."),
    "file_erased": N_("This file was erased with what was kept of the customer."),
}


def refusal(code: str, **fields: int) -> OperatorMistake:
    """The mistake of a key of REFUSALS, which is its code."""
    sentence = REFUSALS[code]
    return OperatorMistake(sentence.format(**fields), code=code, sentence=sentence, **fields)
