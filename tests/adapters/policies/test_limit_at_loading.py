"""Packs that ask more than may be weighed at once are refused when they are loaded."""

from datetime import date
from pathlib import Path

import pytest

from returns_desk.adapters.policies import PolicyFiles, UnusablePack, load_policy
from returns_desk.domain.policy import FIELDS
from support.shipped_boards import SHIPPED
from support.small_packs import HEAD, rule_text

DAY = date(2026, 11, 21)
EVIDENCE = ("receipt", "gift_receipt", "card_lookup", "customer_record", "bank_statement")
ACQUIRER = SHIPPED / "acquirer" / "strict.toml"


def rules_for(*fields: str) -> str:
    """A rule for each word of each field, and one for each kind of evidence."""
    told = {f"{f}-{w}": f'{{ {f} = "{w}" }}' for f in fields for w in FIELDS[f].values}
    told |= {kind: f"{{ evidence.{kind} = true }}" for kind in EVIDENCE}
    return "".join(
        rule_text(id=f'"{name.replace(".", "-")}"', when=when) for name, when in told.items()
    )


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A shop's pack that tells apart more than the desk may weigh."""
    path = tmp_path / "wide.toml"
    path.write_text(HEAD + rules_for("reason", "condition", "missing"), encoding="utf-8")
    return path


def test_the_desk_refuses_the_pack_in_one_sentence_with_its_rules_and_the_mend(wide: Path) -> None:
    with pytest.raises(UnusablePack) as caught:
        PolicyFiles(SHIPPED, (wide, ACQUIRER), "USD", "US-MN").policy()

    (problem,) = caught.value.problems
    assert problem.file == str(wide)
    assert "refund/original needs up to" in problem.message
    assert "4,096 may be; test fewer of" in problem.message
    assert "reason" in problem.message
    assert "'condition-altered'" in problem.message


def test_only_the_law_of_the_place_counts(tmp_path: Path) -> None:
    """Some of the evidence alone is within the limit; with the law of faults it is not."""
    path = tmp_path / "half.toml"
    path.write_text(HEAD + rules_for("reason", "condition"), encoding="utf-8")
    loaded = load_policy(SHIPPED, files=[path])

    assert loaded.policy_at("USD", "US", DAY).packs
    with pytest.raises(UnusablePack, match="for EE"):
        loaded.policy_at("USD", "EE", DAY)


def test_where_nobody_said_where_the_shop_is_nothing_is_weighed(wide: Path) -> None:
    assert PolicyFiles(SHIPPED, (wide, ACQUIRER), "USD").policy().packs


@pytest.mark.parametrize("shop", ["generous", "standard", "strict"])
def test_a_shipped_shop_is_within_the_limit_wherever_law_ships(shop: str) -> None:
    files = [SHIPPED / "shop" / f"{shop}.toml", ACQUIRER]
    loaded = load_policy(SHIPPED, files=files)

    for path in sorted((SHIPPED / "law").glob("*.toml")):
        assert loaded.policy_at("EUR", path.stem, DAY).packs
