"""Keys of the other terminals: copied as they were printed, refused with place and mend."""

from pathlib import Path

import pytest

from returns_desk.adapters.credit.trusted_terminals import (
    TrustedTerminal,
    keys_of,
    terminal_text,
    trusted_terminals,
)
from returns_desk.domain.errors import InvalidInput

OWN = TrustedTerminal("here", "07", "ab" * 32)
OTHER = TrustedTerminal('there "upstairs"', "08", "cd" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "terminals"
    made.mkdir()
    return made


def test_without_the_folder_nobody_else_is_trusted(tmp_path: Path) -> None:
    assert trusted_terminals(tmp_path) == ()


def test_what_one_terminal_prints_the_other_reads(folder: Path) -> None:
    (folder / "till-8.toml").write_text(terminal_text(OTHER), "utf-8")
    (folder / "notes.txt").write_text("not a key")

    assert trusted_terminals(folder.parent) == (OTHER,)


def test_nobodys_file_replaces_the_own_key(folder: Path) -> None:
    impostor = TrustedTerminal("here", "07", "ef" * 32)
    (folder / "a.toml").write_text(terminal_text(impostor), "utf-8")

    keys = keys_of(OWN, trusted_terminals(folder.parent))

    assert keys == {"here": OWN.public_key}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        pytest.param(b"= 1", "", id="no TOML"),
        pytest.param(b"\xff", "", id="no text"),
        pytest.param(b"#" * 5000, "", id="too large"),
        pytest.param(b'terminal = "1"', "/installation", id="something missing"),
        pytest.param(b"installation = 7", "/installation", id="a number"),
        pytest.param(
            b'installation = "x"\nterminal = "1"\npublic_key = "abc"', "/public_key", id="no key"
        ),
    ],
)
def test_a_broken_file_is_named_with_the_mend(folder: Path, content: bytes, place: str) -> None:
    path = folder / "till-8.toml"
    path.write_bytes(content)

    with pytest.raises(InvalidInput, match="returns-desk credit key") as mistake:
        trusted_terminals(folder.parent)

    assert (mistake.value.pointer, mistake.value.fields["file"]) == (place, str(path))
