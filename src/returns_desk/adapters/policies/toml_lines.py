"""On which line of a pack file something stands, so that its owner finds it in an editor.

Owns the search in the text for what a key path names. Where it is not sure it says nothing.
"""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]")
_KEY = re.compile(r"\s*\"?([\w-]+)\"?\s*[=.]")
_PLACE = re.compile(r"rules\[(\d{1,6})\](?:\.(\w+))?|settings\.(\w+)|(\w+)")


class TomlLines:
    """The lines of one file; `rules` is how many rules it has.

    Where the text seems to have more or fewer rules than that (a header within a sentence of
    several lines, rules in braces) no line of a rule is guessed.
    """

    def __init__(self, text: str, rules: int) -> None:
        """Note where tables begin and where keys stand in them."""
        self._rules: list[int] = []
        self._keys: dict[tuple[int, str], int] = {}
        self._tables: dict[str, int] = {}
        table = 0
        for number, line in enumerate(text.splitlines(), start=1):
            header = _HEADER.match(line)
            if header:
                table = number
                self._note_table(header[1], header[2], number)
            elif key := _KEY.match(line):
                self._keys.setdefault((table, key[1]), number)
        if len(self._rules) != rules:
            self._rules = []

    def _note_table(self, brackets: str, name: str, number: int) -> None:
        self._tables.setdefault(name, number)
        if (brackets, name) == ("[[", "rules"):
            self._rules.append(number)

    def line_of(self, place: str) -> int:
        """The line, counted from 1, of a key path such as `rules[3].when`; 0 where unsure."""
        found = _PLACE.match(place)
        if found is None:
            return 0
        rule, key, setting, head = found.groups()
        if rule is not None:
            begins = self._rules[int(rule)] if int(rule) < len(self._rules) else 0
            return self._keys.get((begins, key), begins) if begins else 0
        if setting is not None:
            in_table = self._keys.get((self._tables.get("settings", -1), setting), 0)
            return in_table or self._tables.get(f"settings.{setting}", 0)
        return self._keys.get((0, head), 0) or self._tables.get(head, 0)
