"""The table [escalations]: what may stand there, and the sentence where it may not."""

from pathlib import Path

import pytest

from returns_desk.adapters.profile_configuration import (
    demo_configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.application.escalations.times import EscalationTimes
from returns_desk.domain.errors import OperatorMistake


def test_what_the_shop_says_is_what_the_desk_goes_by(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    write_configuration(path, demo_configuration())
    table = "open_too_long_minutes = 4\nreminder_minutes = 1\nthird_visit_days = 14"
    path.write_text(f"{path.read_text()}\n[escalations]\n{table}\n")

    assert read_configuration(path).escalations.times() == EscalationTimes(4, 1, 14)


def test_nobody_who_says_nothing_has_to() -> None:
    assert demo_configuration().escalations.times() == EscalationTimes()


@pytest.mark.parametrize("value", ["0", "-3"])
def test_no_time_is_refused_with_its_place(tmp_path: Path, value: str) -> None:
    path = tmp_path / "config.toml"
    write_configuration(path, demo_configuration())
    path.write_text(f"{path.read_text()}\n[escalations]\nopen_too_long_minutes = {value}\n")

    with pytest.raises(OperatorMistake) as mistake:
        read_configuration(path)

    assert "escalations.open_too_long_minutes" in mistake.value.message
    assert "write 1 or more" in mistake.value.message
