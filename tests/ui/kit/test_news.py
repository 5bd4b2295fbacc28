"""News of another thread reach the window in the window's own thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from returns_desk.ui.kit.news import News

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Listener:
    """Plain Python, as a presenter is; remembers in which thread it was told."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def told(self) -> None:
        self.threads.append(threading.current_thread())


def tell_from_another_thread(news: News) -> None:
    thread = threading.Thread(target=news.tell)
    thread.start()
    thread.join()


def test_a_plain_listener_is_told_in_the_windows_thread(qtbot: QtBot) -> None:
    news, listener = News(), Listener()
    news.follow(listener.told)

    tell_from_another_thread(news)
    qtbot.wait_until(lambda: bool(listener.threads), timeout=2000)

    assert listener.threads == [threading.main_thread()]


def test_nobody_is_told_after_the_end_nor_before_somebody_follows(qtbot: QtBot) -> None:
    assert qtbot is not None
    news, listener = News(), Listener()
    tell_from_another_thread(news)
    QCoreApplication.processEvents()
    news.follow(listener.told)
    tell_from_another_thread(news)

    news.end()
    QCoreApplication.processEvents()

    assert listener.threads == []
