"""The check of what a test leaves behind catches each kind, and lets a tidy test pass.

The tests that misbehave run in a pytest of their own, with this project's check and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.source_text import ROOT

if TYPE_CHECKING:
    from pathlib import Path

UNTIDY = """
import threading

from PySide6.QtCore import QPropertyAnimation, QThread, QTimer
from PySide6.QtWidgets import QWidget

kept = []
finish = threading.Event()


def test_python_thread():
    threading.Thread(target=finish.wait, name="counting", daemon=True).start()


def test_timer(qapp):
    timer = QTimer(objectName="idle lock", interval=60_000)
    timer.start()
    kept.append(timer)


def test_animation(qapp):
    window = QWidget()
    slide = QPropertyAnimation(window, b"pos", objectName="slide", duration=60_000)
    slide.start()
    kept.extend([window, slide])


def test_qt_thread(qapp):
    thread = QThread(objectName="importer")
    thread.start()
    kept.append(thread)


def test_window(qapp):
    window = QWidget(objectName="board")
    window.show()
    kept.append(window)


def test_tidy(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    timer = QTimer(window, interval=60_000)
    timer.start()
    window.show()
    kept.append(window)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("untidy")
    (folder / "test_untidy.py").write_text(UNTIDY, encoding="utf-8")
    words = ["-p", "support.left_running", "-p", "no:cacheprovider", "-p", "no:randomly", "-rA"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, "--rootdir", str(folder), str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "left",
    [
        pytest.param("thread counting", id="Python's thread"),
        pytest.param("timer idle lock every 60000 ms", id="timer"),
        pytest.param("animation slide", id="animation"),
        pytest.param("thread QThread importer", id="Qt's thread"),
        pytest.param("window QWidget board", id="window"),
    ],
)
def test_what_is_left_running_is_named(said: str, left: str) -> None:
    assert f"left behind by this test: {left}" in said


def test_tidy_test_is_not_blamed_for_others(said: str) -> None:
    assert "PASSED test_untidy.py::test_tidy" in said
    assert "ERROR test_untidy.py::test_tidy" not in said
    assert said.count("ERROR test_untidy.py") == 5
