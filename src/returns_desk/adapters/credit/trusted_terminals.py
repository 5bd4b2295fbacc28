"""The public keys of the shop's other terminals, so that each accepts the others' vouchers.

Owns the folder `terminals/` of a profile: one small TOML file for each terminal, written by
`returns-desk credit key` there and copied here by a person. A key is public; who may write the
folder decides whose vouchers count.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.domain.errors import InvalidInput

FOLDER: Final = "terminals"
_MOST_BYTES: Final = 4_096
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_FIELDS: Final = ("installation", "terminal", "public_key")


@dataclass(frozen=True, slots=True)
class TrustedTerminal:
    """Whose signature counts. `public_key` is a raw Ed25519 key in lower-case hex."""

    installation: str
    terminal: str
    public_key: str


def terminal_text(terminal: TrustedTerminal) -> str:
    """The file that lets another profile trust this terminal."""
    lines = (f"{name} = {json.dumps(getattr(terminal, name))}\n" for name in _FIELDS)
    return "".join(lines)


def trusted_terminals(profile: Path) -> tuple[TrustedTerminal, ...]:
    """Every terminal that the profile trusts beside its own, by the names of their files.

    Raises:
        InvalidInput: a file is no terminal's key; names it, the place in it and the mend.
        EnvironmentFault: the folder can't be read.
    """
    folder = profile / FOLDER
    with file_faults(folder):
        files = sorted(folder.glob("*.toml"))
        return tuple(_terminal(path) for path in files)


def keys_of(own: TrustedTerminal, others: tuple[TrustedTerminal, ...]) -> Mapping[str, str]:
    """Public keys by installation; nobody's file replaces the own key."""
    return {each.installation: each.public_key for each in (*others, own)}


def _terminal(path: Path) -> TrustedTerminal:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise _wrong(path, "", f"this file is larger than {_MOST_BYTES} bytes")
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _wrong(path, "", "this is not TOML") from error
    for name in _FIELDS:
        if not isinstance(values.get(name), str) or not values[name]:
            raise _wrong(path, f"/{name}", "a text is missing here")
    if not _KEY.fullmatch(values["public_key"]):
        raise _wrong(path, "/public_key", "a public key has 64 digits or letters a to f")
    return TrustedTerminal(*(values[name] for name in _FIELDS))


def _wrong(path: Path, place: str, what: str) -> InvalidInput:
    mend = "Write the file again with 'returns-desk credit key' on that terminal."
    wrong = InvalidInput(place, f"{what}. {mend}", code="terminal_unreadable")
    wrong.fields["file"] = str(path)
    return wrong
