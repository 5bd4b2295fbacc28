"""What is no file of sales is refused in one sentence, by what it really is."""

import codecs
import gzip
import os
from pathlib import Path

import pytest

from returns_desk.adapters.sales.input_files import opened
from returns_desk.domain.errors import InvalidInput


def _refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as refused, opened(path):
        pass
    return refused.value.message


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    assert _refusal(pipe) == "this is no file but a pipe or a device: name a file"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gzip.compress(gzip.compress(b"receipt,item\n", mtime=0), mtime=0), "packed twice"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page, not sales"),
        (codecs.BOM_UTF8 + b" \n<HTML lang='en'>", "a web page, not sales"),
        (b"%PDF-1.7", "a PDF, not sales"),
    ],
)
def test_what_the_file_really_is_is_said(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "sales.json"
    path.write_bytes(content)

    assert says in _refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_unicode_of_a_spreadsheet_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("receipt,\u00f5un\n", encoding=encoding)

    with opened(path) as file:
        assert file.text.read() == "receipt,\u00f5un\n"
