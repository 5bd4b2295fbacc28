"""Work that holds many rows leaves the process as it found it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.journal.journal_kit import open_journal, whole_return


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    was_enabled = gc.isenabled()
    yield
    (gc.enable if was_enabled else gc.disable)()


@pytest.mark.parametrize("is_enabled", [True, False])
def test_a_rebuild_leaves_the_collector_as_it_was(tmp_path: Path, *, is_enabled: bool) -> None:
    (gc.enable if is_enabled else gc.disable)()
    during: list[bool] = []

    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
        journal.rebuild(lambda _done, _total: during.append(gc.isenabled()))

    assert set(during) == {False}
    assert gc.isenabled() is is_enabled


def test_a_rebuild_that_is_stopped_gives_the_collector_back(tmp_path: Path) -> None:
    gc.enable()

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
        with pytest.raises(KeyboardInterrupt):
            journal.rebuild(stop)
        assert gc.isenabled()
