"""The shape of operators.json, read with care and written as a whole.

Owns the file's version and keys. It must not know how a PIN is checked.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.safe_files import write_safely
from returns_desk.domain.errors import OperatorMistake

FORMAT_VERSION: Final = 1
ROLES: Final = ("clerk", "supervisor", "manager", "regional", "it")


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=False)


class BadgeRecord(_Record):
    """What is kept of a badge."""

    hash: str
    issued_at: AwareDatetime
    revoked_at: datetime | None = None


class OperatorRecord(_Record):
    """One person; `pin` is what checks the PIN, never the PIN."""

    id: str
    name: str
    role: str = Field(pattern="^(" + "|".join(ROLES) + ")$")
    pin: str
    customer: str | None = None
    disabled: bool = False
    wrong_tries: int = Field(default=0, ge=0)
    last_wrong_at: AwareDatetime | None = None
    badges: list[BadgeRecord] = Field(default_factory=list)


class OperatorsDocument(_Record):
    """The whole file."""

    version: int = FORMAT_VERSION
    operators: list[OperatorRecord] = Field(default_factory=list)


def read_document(path: Path) -> OperatorsDocument:
    """What the file holds; an empty document where there is no file yet.

    Raises:
        OperatorMistake: The file can't be understood, and where; or a newer version wrote it.
        EnvironmentFault: The file can't be read.

    """
    with file_faults(path):
        try:
            text = path.read_bytes()
        except FileNotFoundError:
            return OperatorsDocument()
    _refuse_newer(path, text)
    try:
        return OperatorsDocument.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        pointer = "".join(f"/{part}" for part in first["loc"])
        message = f"{path}: at {pointer or '/'}: {first['msg']}. Mend it, or restore the file."
        raise OperatorMistake(message, code="operators_unreadable", place=pointer) from error


def write_document(path: Path, document: OperatorsDocument) -> None:
    """Replace the file as a whole; only this account may read it.

    Raises:
        EnvironmentFault: The folder can't be written; the file is as before.

    """
    text = document.model_dump_json(indent=1, exclude_defaults=False) + "\n"
    write_safely(path, text.encode())


def _refuse_newer(path: Path, text: bytes) -> None:
    """A newer file may have keys that we don't know, so its version is looked at first.

    Raises:
        OperatorMistake: A newer version wrote it.

    """
    try:
        found = json.loads(text)["version"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return  # the shape is checked next, and says more
    if isinstance(found, int) and found > FORMAT_VERSION:
        message = (
            f"{path}: a newer Returns Desk wrote this file (version {found}; this one knows "
            f"{FORMAT_VERSION}). Install that newer version; nothing was changed."
        )
        raise OperatorMistake(message, code="newer_operators")
