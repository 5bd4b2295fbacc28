"""What is done to key in a receipt from paper.

Owns which command each step becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from returns_desk.domain.errors import InvalidInput
from returns_desk.ui.clerk.paper_entry import paper_receipt

if TYPE_CHECKING:
    from returns_desk.ui.clerk.contents import KeyInEntry
    from returns_desk.ui.clerk.driver import Driver


class KeyInActions:
    """The presenter's part of the form for a receipt from paper."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver

    def begin(self) -> None:
        """Open the form, with the number that was not found."""
        notice = self._driver.state.notice
        typed = str(notice.fields["text"]) if notice and notice.code == "not_found" else ""
        self._driver.do(partial(self._driver.desk.begin_key_in, typed))

    def submitted(self, entry: KeyInEntry) -> None:
        """Take the receipt from paper."""
        driver = self._driver
        zone = driver.around.now().tzinfo
        try:
            paper = paper_receipt(entry, driver.words.language, driver.settings.currency, zone)
        except InvalidInput as error:
            driver.show_error(error)
            return
        driver.do(partial(driver.desk.key_in_receipt, paper))
