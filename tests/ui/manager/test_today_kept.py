"""Whether the figures can be relied on stands beside them: chain, backup and hub."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from returns_desk.application.hub_sending import HubState
from returns_desk.application.keeping import BackupState
from returns_desk.ui.kit.wording import Words
from returns_desk.ui.manager.today_kept import (
    BENT,
    READING,
    UNREAD,
    WHOLE,
    Kept,
    kept_note,
    kept_rows,
)
from ui.clerk.fake_window import English

WORDS = Words("en", English())
AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def said(kept: Kept) -> list[str]:
    return [value for _, value in kept_rows(WORDS, kept)]


@pytest.mark.parametrize(
    ("journal", "words"),
    [
        (READING, "being checked"),
        (WHOLE, "as it was recorded"),
        (BENT, "not as recorded"),
        (UNREAD, "can’t be checked now"),
    ],
)
def test_the_chain_is_named_as_it_was_found(journal: str, words: str) -> None:
    assert said(Kept(journal))[0] == words


def test_nothing_that_is_not_set_up_looks_like_a_fault() -> None:
    assert said(Kept(WHOLE))[1:] == ["not set up", "not set up"]


@pytest.mark.parametrize(
    ("backup", "words"),
    [
        (BackupState(is_configured=True), "none yet"),
        (BackupState(is_configured=True, last_at=AT), WORDS.moment(AT)),
    ],
)
def test_the_last_backup_has_its_moment(backup: BackupState, words: str) -> None:
    assert said(Kept(backup=backup))[1] == words


def test_a_backup_that_was_not_made_says_why() -> None:
    kept = Kept(backup=BackupState(is_configured=True, problem="The disk is full."))

    assert kept_note(WORDS, kept).endswith("No backup: The disk is full.")
    assert "No backup" not in kept_note(WORDS, Kept())


@pytest.mark.parametrize(
    ("hub", "words"),
    [
        (HubState(is_set_up=True), "all sent"),
        (HubState(is_set_up=True, waiting=2, since=AT), "all sent"),
        (HubState(is_set_up=True, waiting=2, is_stopped=True), "2 waiting"),
        (HubState(is_set_up=True, is_refused=True), "Not sent"),
    ],
)
def test_the_hub_has_all_or_what_waits_is_counted(hub: HubState, words: str) -> None:
    assert said(Kept(hub=hub))[2] == words


def test_what_waits_says_since_when() -> None:
    kept = Kept(hub=HubState(is_set_up=True, waiting=2, since=AT, is_stopped=True))

    assert f"2 entries wait since {WORDS.moment(AT)}." in kept_note(WORDS, kept)
