"""What `dev.py run` takes is handed to the program by names that the program knows."""

import pytest

import dev
from devtools.commands import PASSED_ON
from returns_desk.cli.main import WITH_VALUE


@pytest.mark.parametrize("name", sorted(PASSED_ON))
def test_every_option_of_run_is_one_of_the_programs(name: str) -> None:
    arguments, _ = dev._parsed(["run", f"--{name}", "x"])

    assert getattr(arguments, name) == "x"
    assert PASSED_ON[name] in WITH_VALUE
