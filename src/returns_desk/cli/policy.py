"""`returns-desk policy check | explain | diff | replay | publish`: packs judged and put in force.

Owns the arguments of all verbs and the verb `check`. Packs are read and examined by what
`Services` brings.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from returns_desk.application.policy_lab.known_places import why_no_place
from returns_desk.cli import (
    policy_diff,
    policy_drafts,
    policy_explain,
    policy_publish,
    policy_replay,
)
from returns_desk.cli.answers import say_json
from returns_desk.cli.context import (
    BAD_ANSWER,
    DONE,
    UNUSABLE,
    PackProblem,
    Services,
    Subparsers,
    add_profile_option,
    say_mistake,
)
from returns_desk.cli.policy_text import finding_document, say_findings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from returns_desk.application.policy_lab.report import LabReport

Found = list[tuple[str, list[PackProblem]]]
"""Files with what is wrong in each."""

PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""A country, or a country and a part of it."""

BOARDS_PER_SIGN = 50
"""So many boards move the sign of progress."""


def add_parser(subparsers: Subparsers) -> None:
    """Add `policy` and its verbs."""
    parser = subparsers.add_parser("policy", help="judge packs before they are used")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    _add_check(verbs.add_parser("check", help="list what is wrong in pack files, and traps"))
    explain = verbs.add_parser("explain", help="say why options stand where they stand")
    explain.add_argument("case", metavar="CASE", help="the case as a JSON file, or - for input")
    explain.add_argument("--option", metavar="ID", help="only this option, like refund/original")
    explain.add_argument("--policy", metavar="FILE", type=Path, action="append", default=[])
    explain.add_argument("--json", action="store_true", help="print the answer as JSON")
    add_profile_option(explain)
    explain.set_defaults(run=policy_explain.run)
    diff = verbs.add_parser("diff", help="say which cases change from one policy to another")
    diff.add_argument("before", metavar="A", type=Path, help="a pack file or a folder of packs")
    diff.add_argument("after", metavar="B", type=Path, help="a pack file or a folder of packs")
    diff.add_argument("--cases", metavar="FILE", required=True, type=Path, help="one case per line")
    diff.add_argument("--json", action="store_true", help="print the answer as JSON")
    diff.set_defaults(run=policy_diff.run)
    policy_replay.add_parser(verbs)
    policy_drafts.add_parser(verbs)
    policy_publish.add_parsers(verbs)


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("files", metavar="FILE", type=Path, nargs="+")
    check.add_argument("--json", action="store_true", help="print the list as JSON")
    check.add_argument(
        "--examples", metavar="DIR", type=Path, help="write the example cases of traps into DIR"
    )
    check.add_argument(
        "--place",
        metavar="CODE",
        action="append",
        default=[],
        help="where the shop trades, like EE or US-MN; more than once for several places",
    )
    check.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Print every problem of every file; 0 where all can be used, also with one another."""
    if not _is_usable(args, err):
        return UNUSABLE
    found = _problems(args.files, services)
    report = None
    if not any(problems for _, problems in found):
        lab = services.more["policy_lab"]()
        report = lab.examine(args.files, args.place, _progress(err))
    if args.examples and report:
        _write_examples(report, args.examples, services)
    if args.json:
        say_json(_document(found, report, services), out)
    else:
        _say(found, report, out)
    is_bad = any(problems for _, problems in found) or (report and report.has_errors)
    return BAD_ANSWER if is_bad else DONE


def _is_usable(args: argparse.Namespace, err: TextIO) -> bool:
    """Whether files and places can be taken at their word; else one line says why not."""
    for path in args.files:
        if not path.is_file():
            say_mistake(err, file=str(path), message="is no file; check the name.")
            return False
    for place in args.place:
        if not PLACE.fullmatch(place):
            message = f"'{place[:40]}' is no place; write it like EE or US-MN."
            say_mistake(err, place="--place", message=message)
            return False
        unknown = why_no_place(place)
        if unknown is not None:
            say_mistake(err, place="--place", message=unknown)
            return False
    return True


def _problems(files: Sequence[Path], services: Services) -> Found:
    """What is wrong file by file; where nothing is, what keeps them from deciding together."""
    found = [(str(path), list(services.check_pack(path))) for path in files]
    if not any(problems for _, problems in found):
        together = list(services.check_packs(files))
        found += [(problem.file, [problem]) for problem in together]
    return found


def _progress(err: TextIO) -> Any:
    """Counts the boards on a terminal; elsewhere nothing is written."""

    def on_board(count: int) -> None:
        if err.isatty() and count % BOARDS_PER_SIGN == 0:
            err.write(f"\r{count} boards \r")
            err.flush()

    return on_board


def _say(found: Found, report: LabReport | None, out: TextIO) -> None:
    for name, problems in found:
        out.writelines(f"{problem}\n" for problem in problems)
        if not problems:
            verb = "can't" if report and report.has_errors else "can"
            out.write(f"{name}: this pack {verb} be used.\n")
    if report:
        say_findings(report, out)


def _document(found: Found, report: LabReport | None, services: Services) -> dict[str, Any]:
    is_sound = report is None or not report.has_errors
    document: dict[str, Any] = {
        "files": [
            {
                "file": name,
                "usable": not problems and is_sound,
                "problems": [
                    {"place": p.place, "line": p.line or None, "message": p.message}
                    for p in problems
                ],
            }
            for name, problems in found
        ]
    }
    if report:
        lab = services.more["policy_lab"]()
        document["findings"] = [finding_document(each, lab.case_text) for each in report.findings]
        document["boards_made"] = report.boards_made
        document["most_completions"] = report.most_completions
        document["is_whole"] = report.is_whole
        document["left_out"] = list(report.left_out)
    return document


def _write_examples(report: LabReport, folder: Path, services: Services) -> None:
    """One file per example, named by its place in the list and its kind."""
    lab = services.more["policy_lab"]()
    folder.mkdir(parents=True, exist_ok=True)
    for number, finding in enumerate(report.findings, start=1):
        if finding.example is not None:
            path = folder / f"{number:02}-{finding.kind}.json"
            path.write_text(lab.case_text(finding.example), encoding="utf-8")
