"""When the shop's day ends, in config.toml: kept over a rewrite, and refused in one sentence."""

from datetime import time
from pathlib import Path

import pytest

from returns_desk.adapters.profile_configuration import (
    demo_configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.domain.errors import OperatorMistake


def written(path: Path, ends_at: str) -> Path:
    write_configuration(path, demo_configuration())
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"\n[business_day]\nends_at = {ends_at}\n")
    return path


def test_it_is_read_and_kept_when_the_file_is_written_again(tmp_path: Path) -> None:
    path = written(tmp_path / "config.toml", '"03:00"')

    write_configuration(path, read_configuration(path))

    assert read_configuration(path).business_day.end() == time(3)


def test_without_it_the_day_ends_at_midnight() -> None:
    assert demo_configuration().business_day.end() == time()


@pytest.mark.parametrize("ends_at", ['"3"', '"24:00"', '"12:01"', '"03:00:00"', '"x"', '""', "3"])
def test_what_ends_no_day_is_refused_with_the_place(tmp_path: Path, ends_at: str) -> None:
    path = written(tmp_path / "config.toml", ends_at)

    with pytest.raises(OperatorMistake) as mistake:
        read_configuration(path)

    assert "business_day.ends_at" in mistake.value.message
    assert mistake.value.message.count("\n") == 0
