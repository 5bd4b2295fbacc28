"""Profiles that can't be used as they are: broken, foreign, newer, read-only.

The real program on real files and databases. What was there before is there after, and once the
cause is gone the next command works.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from journeys.bad_profiles import (
    BOARD,
    BREAKAGES,
    DISABLE,
    EXPORT,
    FIND,
    IMPORT,
    PEOPLE,
    REBUILD,
    VERIFY,
)
from journeys.real_program import Program, assert_refused, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_profile_that_can_not_be_used_is_named_and_left_as_it_is(
    program: Program, whole: Path
) -> None:
    for name, breakage in BREAKAGES.items():
        shutil.copytree(whole, program.folder / name)
        breakage.break_it(program.folder / name)
    before = fingerprint(program.folder)
    lines = [
        (name, (*words, "--profile", name))
        for name, breakage in BREAKAGES.items()
        for words in breakage.commands
    ]

    told = program.run_each(*(line for _, line in lines))

    for said, (name, _) in zip(told, lines, strict=True):
        assert_refused(said, name, *BREAKAGES[name].facts)
    assert fingerprint(program.folder) == before


def test_once_its_file_is_back_a_profile_goes_on(program: Program, whole: Path) -> None:
    names = ("newer", "no-key", "foreign", "cut", "emptied", "gone")
    for name in names:
        shutil.copytree(whole, program.folder / name)
        BREAKAGES[name].break_it(program.folder / name)
    program.run_each(*((*VERIFY, "--profile", name) for name in names))
    for name in names:
        shutil.copytree(whole, program.folder / name, dirs_exist_ok=True)

    told = program.run_each(*((*REBUILD, "--profile", name) for name in names))

    assert [(said.code, said.err) for said in told] == [(0, "")] * len(names)
    assert all("3 events: all as they were recorded." in said.out for said in told)


def test_the_desk_says_what_a_command_says(program: Program, whole: Path) -> None:
    broken = {
        "newer": "Install",
        "no-pack": "own.toml",
        "foreign": "another program",
        "no-people": "operators.json",
    }
    for name in broken:
        shutil.copytree(whole, program.folder / name)
        BREAKAGES[name].break_it(program.folder / name)
    before = fingerprint(program.folder)

    told = program.run_each(*(("--profile", name) for name in broken))

    for said, (name, fact) in zip(told, broken.items(), strict=True):
        assert_refused(said, name, fact)

    # What was there is as it was; the desk may have begun an empty file of people beside it.
    assert before.items() <= fingerprint(program.folder).items()


def test_a_file_or_nothing_is_no_profile(program: Program) -> None:
    for said in program.run_each(
        (*VERIFY, "--profile", "case.json"),
        (*PEOPLE, "--profile", "case.json"),
        (*FIND, "--profile", "case.json"),
        (*VERIFY, "--profile", "nowhere"),
        (*BOARD, "--profile", "nowhere"),
    ):
        assert_refused(said, "--profile")

    assert not (program.folder / "nowhere").exists()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody but root may write anything below the folder."""
    places = [folder, *folder.rglob("*")]
    before = {place: place.stat().st_mode for place in places}
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        yield
    finally:
        for place, mode in before.items():
            place.chmod(mode)


def test_a_read_only_profile_is_read_and_refuses_to_be_written(
    program: Program, shop: Path
) -> None:
    before = fingerprint(shop)
    reading = [(*words, "--profile", "shop") for words in (VERIFY, EXPORT, PEOPLE, BOARD)]
    writing: list[tuple[str, ...]] = [
        (*words, "--profile", "shop") for words in (REBUILD, DISABLE, IMPORT)
    ]
    writing += [("--profile", "shop"), ("--demo", "--profile", "shop/new")]
    writing += [(*PEOPLE, "--profile", "shop/new")]

    with read_only(shop):
        told = program.run_each(*reading, *writing, as_anybody=True)

    assert [(said.code, said.err) for said in told[: len(reading)]] == [(0, "")] * len(reading)
    for said in told[len(reading) :]:
        assert_refused(said, "shop", "writ")
    assert fingerprint(shop) == before
    assert [said.code for said in program.run_each((*REBUILD, "--profile", "shop"))] == [0]


def test_the_demo_does_not_open_on_a_real_shop(program: Program, shop: Path) -> None:
    before = fingerprint(shop)

    assert_refused(program.run("--demo", "--profile", "shop"), "shop", "choose another folder")

    assert fingerprint(shop) == before
