"""Journals with facts planted in them: right as journals, and the fact is there to be found."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from adapters.journal.journal_kit import verified
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from support.command_lines import named_journal, ran, services_of
from support.planting import (
    CLEAN,
    AlwaysApproved,
    BadItem,
    BrokenPromises,
    FindSigns,
    Plan,
    Planted,
    Sign,
    Steering,
    UnequalAnswers,
    WalkAways,
    planted_journal,
    planted_shop,
    planted_signs,
    write_year,
)
from support.planting.facts import EVENING
from support.planting.plain_finder import plain_signs
from support.planting.slow_counts import Cases
from support.reviewed_signs import reviewed_signs

if TYPE_CHECKING:
    from support.long_runs import LongReport, Scale

LAST_DAY: Final = date(2026, 11, 22)
CASES: Final = 2_000
FACTS: Final = {
    "steering": Planted(steering=Steering()),
    "bad item": Planted(bad_item=BadItem()),
    "unequal answers": Planted(unequal_answers=UnequalAnswers()),
    "always approved": Planted(always_approved=AlwaysApproved()),
    "broken promises": Planted(broken_promises=BrokenPromises()),
    "walk-aways": Planted(walk_aways=WalkAways()),
}
COVERS: Final = [
    "src/returns_desk/adapters/journal",
    "src/returns_desk/application/review",
    "tests/support/planting",
]


def _cases(journal: Path) -> Cases:
    with JournalReader(journal, AnchorFile(journal.with_name("anchor.json"))) as reader:
        return Cases(reader.read())


def _signs_of(find: FindSigns, plan: Plan) -> frozenset[Sign]:
    """What is found in a journal of that plan, which verifies."""
    with tempfile.TemporaryDirectory() as folder:
        journal = planted_journal(Path(folder), plan, with_tables=False)
        assert verified(journal).bent is None
        return frozenset(find(journal, plan.last_day))


@pytest.mark.long("planted")
def test_each_planted_fact_alone_is_found_and_nothing_in_clean_years(
    scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    """Every fact by itself in the long run; in short form one of them, and a clean year."""
    seeds = scale(short=1, full=50)
    alone = [*FACTS.values()][: scale(short=1, full=len(FACTS))]
    missed: list[tuple[int, Sign]] = []
    false: list[tuple[int, Sign]] = []
    claiming = 0
    for seed in range(run_seed, run_seed + seeds):
        for planted in (*alone, CLEAN):
            found = _signs_of(reviewed_signs, Plan(seed, CASES, LAST_DAY, planted))
            wanted = planted_signs(planted)
            missed += [(seed, each) for each in wanted - found]
            false += [(seed, each) for each in found - wanted]
            claiming += planted is CLEAN and bool(found)

    # Of twenty screens on which nothing is, one may claim something; that is the bargain.
    assert len(missed) <= seeds * len(alone) // 20, missed
    assert claiming <= seeds // 20, false
    counts = {
        "planted": seeds * len(alone),
        "missed": len(missed),
        "clean": seeds,
        "claiming": claiming,
        "cases_each": CASES,
    }
    long_report("planted", run_seed, counts, COVERS)


def test_one_journal_may_hold_every_fact_at_once_and_its_tables_tell_them(tmp_path: Path) -> None:
    everything = Planted(
        Steering(credit_first=True),
        BadItem(),
        UnequalAnswers(),
        AlwaysApproved(),
        BrokenPromises(),
        WalkAways(),
    )
    journal = planted_journal(tmp_path, Plan(3, CASES, LAST_DAY, everything))
    cases = _cases(journal)
    with JournalReader(journal, AnchorFile(journal.with_name("anchor.json"))) as reader:
        figures = reader.figures(date(2025, 1, 1), LAST_DAY)
        last = reader.head()[0]
    counted = {(each.figure, each.which): each.count for each in figures}
    checked = verified(journal, deep=True)

    assert (checked.bent, checked.events, checked.warnings) == (None, last, ())
    assert cases.boards_with_credit_first(EVENING).part == 1
    assert cases.boards_with_credit_first({9, 10, 11, 12}).part == 0
    ended = sum(counted["cases", how] for how in ("completed", "left"))
    assert ended == CASES - cases.taken_back() < CASES
    assert counted["approved", AlwaysApproved().rule] == cases.approved(AlwaysApproved().rule).times
    assert sum(cases.left(hour).times for hour in range(24)) == counted["cases", "left"]
    assert plain_signs(journal, LAST_DAY) == planted_signs(everything)
    assert reviewed_signs(journal, LAST_DAY) == planted_signs(everything)


def test_equal_plans_make_equal_journals_and_other_seeds_others(tmp_path: Path) -> None:
    heads = []
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        folder = tmp_path / name
        folder.mkdir()
        journal = planted_journal(folder, Plan(seed, 50, LAST_DAY))
        with JournalReader(journal, AnchorFile(folder / "anchor.json")) as reader:
            heads.append([each.hash for each in reader.read()])

    assert heads[0] == heads[1]
    assert heads[0] != heads[2]


def test_each_counter_of_a_shop_has_its_own_journal(tmp_path: Path) -> None:
    steered = Planted(steering=Steering(frozenset(range(24)), share=1.0))
    plans = [Plan(4, 200, LAST_DAY, steered, terminal="07"), Plan(5, 200, LAST_DAY, terminal="08")]
    journals = planted_shop(tmp_path, plans)
    shares = {
        name: _cases(journal).credit_where_money_stood(range(24)).part
        for name, journal in journals.items()
    }
    terminals = set()
    for journal in journals.values():
        with JournalReader(journal, AnchorFile(journal.with_name("anchor.json"))) as reader:
            terminals.add(next(reader.read()).terminal)

    assert terminals == {"07", "08"}
    assert shares["07"] > 0.8
    assert shares["08"] < 0.2


def test_the_command_line_finds_a_planted_journal_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "shop"
    with Profile.open(shop, create=demo_configuration()) as profile:
        profile.lock()
        journal = profile.open_journal()
        origin, signer = journal._recorder.origin, journal._recorder.signer
        journal.close()
        write_year(profile.journal_path, origin, signer, Plan(6, 100, LAST_DAY))
        profile.open_journal().close()

    services = services_of(journal=named_journal)
    done = ran(capsys, services, "journal", "verify", "--profile", shop)
    assert (done.code, done.err) == (0, "")
