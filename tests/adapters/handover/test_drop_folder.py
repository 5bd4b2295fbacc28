"""The folder between us and the till: whole files, never over others, and every answer read."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from returns_desk.adapters.handover.drop_folder import LONGEST_REASON, MARK, REJECTED, DropFolder
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.handover.return_json import json_bytes
from returns_desk.application.handing_over import (
    OTHER_CONTENT,
    AnswerKind,
    FolderAnswer,
    HandedFile,
)
from returns_desk.domain.errors import EnvironmentFault
from support.completed_returns import shelf

WRITERS = {".xml": poslog_bytes, ".json": json_bytes}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "till"
    made.mkdir()
    return made


@pytest.fixture
def folder(place: Path) -> DropFolder:
    opened = DropFolder(place, WRITERS)
    opened.open(is_known=False)
    return opened


def hand_over(folder: DropFolder) -> tuple[HandedFile, ...]:
    files = folder.prepare(shelf())
    folder.release(files)
    return files


def answer(folder: DropFolder, files: tuple[HandedFile, ...]) -> FolderAnswer:
    return folder.answers({"case": files})["case"]


def seen_by_the_till(place: Path) -> list[str]:
    return sorted(each.name for each in place.iterdir() if not each.name.startswith("."))


def test_till_sees_nothing_before_release_and_whole_files_after(
    folder: DropFolder, place: Path
) -> None:
    files = folder.prepare(shelf())
    assert seen_by_the_till(place) == []

    folder.release(files)

    assert seen_by_the_till(place) == sorted(each.name for each in files)
    assert (place / files[0].name).read_bytes() == poslog_bytes(shelf())
    assert json.loads((place / files[1].name).read_bytes())["reference"] == shelf().reference
    assert [each.name for each in place.glob(".*.part")] == []


def test_releasing_twice_or_after_the_till_took_it_changes_nothing(
    folder: DropFolder, place: Path
) -> None:
    files = hand_over(folder)
    folder.release(files)
    assert len(seen_by_the_till(place)) == 2

    for each in files:
        (place / each.name).unlink()
    folder.release(files)

    assert seen_by_the_till(place) == []


def test_same_return_prepared_again_replaces_its_equal(folder: DropFolder, place: Path) -> None:
    hand_over(folder)

    hand_over(folder)

    assert len(seen_by_the_till(place)) == 2


def test_file_of_that_name_with_other_content_is_never_written_over(
    folder: DropFolder, place: Path
) -> None:
    files = folder.prepare(shelf())
    other = place / files[0].name
    other.write_text("somebody's own")

    with pytest.raises(EnvironmentFault, match="Another file has this name") as raised:
        folder.release(files)

    assert raised.value.code == OTHER_CONTENT
    assert other.read_text() == "somebody's own"


def test_till_that_moves_a_file_has_taken_it(folder: DropFolder, place: Path) -> None:
    files = hand_over(folder)
    assert answer(folder, files) == FolderAnswer(AnswerKind.LIES_THERE)

    (place / files[0].name).rename(place.parent / "done.xml")

    assert answer(folder, files) == FolderAnswer(AnswerKind.TAKEN)


@pytest.mark.parametrize("by_stem", [True, False])
@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".error", AnswerKind.REFUSED),
        (".ERROR", AnswerKind.REFUSED),
        (".ok", AnswerKind.CONFIRMED),
        (".Done", AnswerKind.CONFIRMED),
    ],
)
def test_till_answers_by_a_file_beside(
    folder: DropFolder, place: Path, ending: str, kind: AnswerKind, *, by_stem: bool
) -> None:
    files = hand_over(folder)
    name = Path(files[0].name).stem if by_stem else files[0].name
    (place / f"{name}{ending}").write_text("unknown\treceipt\r\n3141\x07")

    found = answer(folder, files)

    assert found.kind is kind
    assert found.text == ("unknown receipt 3141" if kind is AnswerKind.REFUSED else "")


def test_reason_is_one_short_line_whatever_the_bytes(folder: DropFolder, place: Path) -> None:
    files = hand_over(folder)
    (place / f"{files[0].name}.error").write_bytes(b"\xff\xfe\x00" + b"no " * 9_000)

    text = answer(folder, files).text

    assert len(text) == LONGEST_REASON
    assert text.isprintable()


def test_refusal_counts_more_than_a_confirmation(folder: DropFolder, place: Path) -> None:
    files = hand_over(folder)
    (place / f"{files[0].name}.done").touch()
    (place / f"{files[1].name}.error").touch()

    assert answer(folder, files) == FolderAnswer(AnswerKind.REFUSED)


def test_file_moved_into_rejected_is_refused(folder: DropFolder, place: Path) -> None:
    files = hand_over(folder)
    (place / REJECTED).mkdir()
    (place / files[0].name).rename(place / REJECTED / files[0].name)

    assert answer(folder, files) == FolderAnswer(AnswerKind.REFUSED)


def test_forgotten_answers_are_gone_and_other_files_stay(folder: DropFolder, place: Path) -> None:
    files = hand_over(folder)
    (place / REJECTED).mkdir()
    (place / REJECTED / files[1].name).touch()
    (place / f"{files[0].name}.ERROR").touch()
    (place / "another.error").touch()

    folder.forget_answers(files)

    assert answer(folder, files) == FolderAnswer(AnswerKind.LIES_THERE)
    assert (place / "another.error").exists()


def test_answers_of_nothing_ask_the_folder_nothing(tmp_path: Path) -> None:
    assert DropFolder(tmp_path / "nowhere", WRITERS).answers({}) == {}


def test_folder_that_is_not_there_is_said_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="is not there") as raised:
        DropFolder(tmp_path / "nowhere", WRITERS).open(is_known=False)

    assert raised.value.code == "folder_not_there"
    assert not (tmp_path / "nowhere").exists()


def test_known_folder_bears_our_mark_and_an_empty_one_in_its_place_is_refused(
    folder: DropFolder, place: Path
) -> None:
    folder.open(is_known=True)
    (place / MARK).unlink()

    with pytest.raises(EnvironmentFault, match="--new-folder"):
        folder.open(is_known=True)

    folder.open(is_known=False)
    folder.open(is_known=True)


def test_full_disk_leaves_nothing_for_the_till_to_see(place: Path) -> None:
    folder = DropFolder(place, {".xml": poslog_bytes})
    (place / f".{shelf().name}.xml.part").symlink_to("/dev/full")

    with pytest.raises(EnvironmentFault, match="No space left"):
        folder.prepare(shelf())

    assert seen_by_the_till(place) == []


def test_name_that_can_not_be_written_is_a_sentence_that_names_the_folder(
    folder: DropFolder, place: Path
) -> None:
    (place / f".{shelf().name}.xml.part").mkdir()

    with pytest.raises(EnvironmentFault, match="Is a directory") as raised:
        folder.prepare(shelf())

    assert str(place) in raised.value.message
    assert seen_by_the_till(place) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda part: part.unlink(),
        lambda part: part.write_bytes(b"half"),
    ],
    ids=["gone", "half"],
)
def test_return_made_anew_after_a_broken_preparation_is_whole(
    folder: DropFolder, place: Path, spoil: Callable[[Path], object]
) -> None:
    files = folder.prepare(shelf())
    spoil(place / f".{files[0].name}.part")

    folder.release(folder.prepare(shelf()))

    assert (place / files[0].name).read_bytes() == poslog_bytes(shelf())


def test_names_are_safe_on_every_system_and_never_the_same_for_two_counters() -> None:
    one, other = (replace(shelf(), store="31/41", terminal=each) for each in ("..\\7", "ä"))

    names = [one.name, other.name]

    assert all(os.path.basename(each) == each and each.isascii() for each in names)  # noqa: PTH119 -- the claim is about names
    assert len(set(names)) == 2
