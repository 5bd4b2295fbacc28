"""`returns-desk policy diff A B --cases FILE`: which cases change, and how.

Owns the verb: one case per line, both policies with the law that ships. Exit code 1 where a
customer gets less under B than under A, or worse standing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

from returns_desk.application.policy_lab.comparing import Difference, differences, summary_of
from returns_desk.cli.answers import say_json
from returns_desk.cli.context import BAD_ANSWER, DONE, UNUSABLE, PackChoice, Services, say_mistake
from returns_desk.cli.policy_text import say_difference, say_summary
from returns_desk.domain.errors import InvalidInput, OperatorMistake

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from returns_desk.domain.board import Board
    from returns_desk.domain.case import Case

    Maker = Callable[[Case], Board]

Outcome = tuple[int, tuple[Difference, ...] | OperatorMistake]
"""The number of a line, and what changes in its case or what is wrong with it."""


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Print case by case what changes, then the sum."""
    makers = []
    for path in (args.before, args.after):
        packs = tuple(sorted(path.glob("*.toml"))) if path.is_dir() else (path,)
        if not packs:
            say_mistake(err, file=str(path), message="holds no pack; name a folder with .toml.")
            return UNUSABLE
        makers.append(services.board_maker(PackChoice(packs)))
    try:
        outcomes = list(_outcomes(args.cases, services, makers[0], makers[1]))
    except OSError as error:
        reason = (error.strerror or "it can't be opened").lower()
        say_mistake(err, file=str(args.cases), message=f"can't be read ({reason}); check the name.")
        return UNUSABLE
    refusal = _refusal(args.cases, outcomes, services)
    if refusal:
        say_mistake(err, file=str(args.cases), message=refusal)
        return UNUSABLE
    compared = [found for _, found in outcomes if isinstance(found, tuple)]
    summary = summary_of(compared)
    if args.json:
        say_json(_document(outcomes), out)
    else:
        for number, found in outcomes:
            if isinstance(found, tuple):
                say_difference(number, found, out)
        say_summary(summary, out)
    bad = [(number, found) for number, found in outcomes if isinstance(found, OperatorMistake)]
    if bad:
        _say_first(bad, args.cases, err)
        return UNUSABLE
    return BAD_ANSWER if summary.worse else DONE


def _say_first(bad: list[tuple[int, OperatorMistake]], cases: Path, err: TextIO) -> None:
    """One line: the first bad line, its mend, and how many more there are."""
    number, mistake = bad[0]
    place = mistake.pointer if isinstance(mistake, InvalidInput) else ""
    more = len(bad) - 1
    rest = f" ({more} more bad line{'s' if more > 1 else ''}; --json lists them)" if more else ""
    say_mistake(err, file=f"{cases}: line {number}", place=place, message=mistake.message + rest)


def _refusal(cases: Path, outcomes: list[Outcome], services: Services) -> str:
    """Why the file as a whole is none of cases; empty where it holds some."""
    if not outcomes:
        return "holds no case; write one case as JSON on each line."
    if all(isinstance(found, OperatorMistake) for _, found in outcomes) and len(outcomes) > 1:
        with suppress(OperatorMistake, OSError):
            services.read_case(cases.read_bytes())
            return "is one case over several lines; write each case on one line."
    return ""


def _outcomes(cases: Path, services: Services, before: Maker, after: Maker) -> Iterator[Outcome]:
    with cases.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                case = services.read_case(line.strip())
                yield number, differences(before(case), after(case))
            except OperatorMistake as mistake:
                yield number, mistake


def _document(outcomes: list[Outcome]) -> dict[str, Any]:
    summary = summary_of(found for _, found in outcomes if isinstance(found, tuple))
    return {
        "cases": [
            {"line": number, "changes": [each.as_json() for each in found]}
            if isinstance(found, tuple)
            else {"line": number, "error": found.message}
            for number, found in outcomes
            if found
        ],
        "summary": {
            "cases": summary.cases,
            "changed": summary.changed,
            "better": summary.better,
            "worse": summary.worse,
            "by_aspect": summary.by_aspect,
        },
    }
