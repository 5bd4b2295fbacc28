"""Worked examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from typing import TYPE_CHECKING

import pytest

from support.source_text import ROOT, python_files, relative

if TYPE_CHECKING:
    from pathlib import Path

WITH_EXAMPLES = [path for path in python_files("src") if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=relative)
def test_worked_examples_are_true(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)

    failed, tried = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))

    assert tried > 0
    assert failed == 0
