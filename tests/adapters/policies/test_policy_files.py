"""Which packs decide, and what is refused when they are put together."""

from pathlib import Path

import pytest

from returns_desk.adapters.policies import (
    PolicyFiles,
    UnusablePack,
    check_pack_file,
    check_together,
    load_policy,
)
from returns_desk.domain.policy import Effect, Layer

LAW_THAT_SHIPS = [
    *("EU", "EE", "LV", "DE", "FR", "IE", "GB"),
    *("US", "US-CA", "US-FL", "US-MN", "US-NY", "AU", "NZ", "AM"),
]
PACK = """id = "{id}"
layer = "{layer}"
version = "1"
{head}
[[rules]]
id = "{rule}"
effect = "allow"
options = ["refund/original"]
code = "fine"
text = {{ en = "Fine." }}
{more}
"""


@pytest.fixture
def shipped(project_root: Path) -> Path:
    return project_root / "resources" / "policies"


def pack_file(folder: Path, name: str, layer: str = "shop", **parts: str) -> Path:
    path = folder / f"{name}.toml"
    values = {"id": name, "layer": layer, "head": "", "rule": f"{name}-rule", "more": "", **parts}
    path.write_text(PACK.format(**values), encoding="utf-8")
    return path


def ids(shipped: Path, **choice: object) -> list[str]:
    return [each.pack.id for each in load_policy(shipped, **choice).packs]  # type: ignore[arg-type]  # the choice under test


def test_the_demo_shop_decides_where_nobody_brought_packs(shipped: Path) -> None:
    assert ids(shipped, with_law=False) == ["acquirer-strict", "demo-shop"]


def test_packs_given_replace_the_shops_own_and_the_law_stays(shipped: Path, tmp_path: Path) -> None:
    mine = pack_file(tmp_path, "mine")

    law = sorted((shipped / "law").glob("*.toml"))
    chosen = ids(shipped, files=[mine])

    assert chosen[-1] == "mine"
    assert sorted(chosen[:-1]) == sorted(f"law-{path.stem.lower()}" for path in law)


def test_a_shops_own_packs_are_a_policy_source(shipped: Path, tmp_path: Path) -> None:
    own = PolicyFiles(shipped, files=[pack_file(tmp_path, "own")])

    assert [pack.id for pack in own.policy().packs][-1] == "own"


def test_every_pack_that_ships_can_be_used_and_checked(shipped: Path) -> None:
    packs = sorted(shipped.glob("*/*.toml"))

    assert {path.parent.name for path in packs} == {"law", "acquirer", "shop"}
    assert {
        path.name: problems for path in packs if (problems := check_pack_file(shipped, path))
    } == {}


def test_law_that_ships_is_refused_from_anywhere_else(shipped: Path, tmp_path: Path) -> None:
    copy = tmp_path / "EU.toml"
    copy.write_bytes((shipped / "law" / "EU.toml").read_bytes())

    problems = check_pack_file(shipped, copy)

    assert [problem.place for problem in problems] == ["layer"]


def test_law_gives_rights_and_says_where_each_was_read(shipped: Path) -> None:
    law = [each.pack for each in load_policy(shipped).packs if each.pack.layer is Layer.LAW]
    rules = [rule for pack in law for rule in pack.rules]

    assert {pack.jurisdiction for pack in law} >= set(LAW_THAT_SHIPS)
    assert {rule.effect for rule in rules} == {Effect.RIGHT}
    assert all(rule.source for rule in rules)
    assert all(
        "not read" in rule.source or "not certain" in rule.source
        for rule in rules
        if not rule.verified
    )


def test_the_same_packs_have_the_same_fingerprint(shipped: Path) -> None:
    first = load_policy(shipped).policy.fingerprint

    assert first == PolicyFiles(shipped).policy().fingerprint
    assert first.startswith("sha256:")
    assert first != load_policy(shipped, with_law=False).policy.fingerprint


def test_money_settings_count_in_the_currencies_that_they_name(shipped: Path) -> None:
    def settings(currency: str) -> dict[str, tuple[int | None, int | None]]:
        policy = PolicyFiles(shipped, currency=currency).policy()
        return {
            pack.id: (pack.settings.cash_rounding_step, pack.settings.exchange_tolerance)
            for pack in policy.packs
        }

    assert settings("EUR")["law-ee"] == (5, None)
    assert settings("USD")["law-ee"] == (None, None)
    assert settings("USD")["demo-shop"] == (None, 500)
    assert settings("CHF")["demo-shop"] == (None, None)


def test_a_pack_that_tests_money_fits_no_other_currency(shipped: Path, tmp_path: Path) -> None:
    more = 'when = { amount = { over = "500.00" } }'
    dollars = pack_file(tmp_path, "dollars", head='currency = "USD"', more=more)
    loaded = load_policy(shipped, files=[dollars])

    assert loaded.policy_for("USD").packs[-1].id == "dollars"
    with pytest.raises(UnusablePack, match="counts in USD and the case is in EUR"):
        loaded.policy_for("EUR")


@pytest.mark.parametrize(
    ("second", "words"),
    [
        pytest.param({"id": "first"}, "already the pack", id="pack twice"),
        pytest.param({"rule": "first-rule"}, "already a rule of", id="rule twice"),
        pytest.param(
            {"layer": "store", "more": 'replaces = ["other-card-by-manager"]'},
            "stays",
            id="acquirer's rule",
        ),
        pytest.param(
            {"layer": "store", "more": 'replaces = ["eu-withdrawal-14-days"]'}, "stays", id="law"
        ),
        pytest.param(
            {"layer": "store", "more": 'replaces = ["second-rule"]'}, "stays", id="itself"
        ),
    ],
)
def test_packs_that_do_not_go_together_are_refused(
    shipped: Path, tmp_path: Path, second: dict[str, str], words: str
) -> None:
    files = [pack_file(tmp_path, "first"), pack_file(tmp_path, "second", **second)]

    with pytest.raises(UnusablePack, match=words):
        load_policy(shipped, files=[*files, shipped / "acquirer" / "strict.toml"])


def test_a_store_may_replace_a_rule_of_the_shop(shipped: Path, tmp_path: Path) -> None:
    shop = pack_file(tmp_path, "shop")
    more = 'replaces = ["shop-rule", "no-longer-there"]'
    store = pack_file(tmp_path, "store", "store", more=more)

    assert ids(shipped, files=[shop, store], with_law=False) == ["shop", "store"]


def test_a_file_that_is_not_there_is_named(shipped: Path, tmp_path: Path) -> None:
    missing = check_pack_file(shipped, tmp_path / "none.toml")
    folder = check_pack_file(shipped, tmp_path)

    assert "can't be read" in missing[0].message
    assert missing[0].file.endswith("none.toml")
    assert "can't be read" in folder[0].message


def test_packs_are_checked_with_one_another_and_with_the_law(shipped: Path, tmp_path: Path) -> None:
    first = pack_file(tmp_path, "first")
    second = pack_file(tmp_path, "second", rule="first-rule")
    lawful = pack_file(tmp_path, "third", rule="mn-undisclosed-policy")

    assert check_together(shipped, [first]) == ()
    assert check_together(shipped, [first, second])[0].file == str(second)
    assert "already a rule of US-MN.toml" in check_together(shipped, [lawful])[0].message
