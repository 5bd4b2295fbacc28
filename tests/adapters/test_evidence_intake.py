"""What comes in at the counter is judged by what is in it; each refusal is one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fake_evidence import DOCUMENT, PHOTO
from returns_desk.adapters.evidence_configuration import EvidenceConfiguration
from returns_desk.adapters.evidence_intake import MEGABYTE, MOST_MEGABYTES, PaperIntake
from returns_desk.application.evidence.files import TakenFile
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from pathlib import Path


def cleaned(content: bytes) -> bytes | None:
    return None if content.endswith(b"damaged") else b"clean " + content


@pytest.fixture
def intake() -> PaperIntake:
    return PaperIntake(cleaned, 1)


def test_a_photo_is_made_clean_and_a_document_stays(intake: PaperIntake, tmp_path: Path) -> None:
    photo, document = tmp_path / "scan.pdf", tmp_path / "photo.jpg"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n")
    document.write_bytes(DOCUMENT)

    assert intake.take(photo) == TakenFile(b"clean \x89PNG\r\n\x1a\n", "image/jpeg")
    assert intake.take(document) == TakenFile(DOCUMENT, "application/pdf")
    assert intake.take(PHOTO) == TakenFile(b"clean " + PHOTO, "image/jpeg")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ a program", "file_not_ours"),
        (PHOTO + b"damaged", "photo_unreadable"),
        (b"%PDF-" + bytes(MEGABYTE), "file_too_large"),
    ],
)
def test_what_cannot_be_kept_is_said_in_one_sentence(
    intake: PaperIntake, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "brought"
    path.write_bytes(content)
    for source in (content, path):
        with pytest.raises(OperatorMistake) as caught:
            intake.take(source)
        assert caught.value.code == code
        assert "{" not in caught.value.message


def test_the_limit_itself_is_taken(intake: PaperIntake) -> None:
    whole = b"%PDF-".ljust(MEGABYTE, b" ")
    assert intake.take(whole).content == whole


@pytest.mark.parametrize("place", ["not there", "a folder"])
def test_a_file_that_cannot_be_read_is_said(
    intake: PaperIntake, tmp_path: Path, place: str
) -> None:
    path = tmp_path if place == "a folder" else tmp_path / "gone.pdf"
    with pytest.raises(EnvironmentFault) as caught:
        intake.take(path)
    assert caught.value.code == "file_fault"


def test_the_shop_says_how_large_a_file_may_be() -> None:
    assert EvidenceConfiguration().most_megabytes == MOST_MEGABYTES
    assert EvidenceConfiguration(most_megabytes=5).most_megabytes == 5
