"""A profile: made once, opened often, written by one process, and clear about what is wrong."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.profile_configuration import Configuration, demo_configuration
from returns_desk.adapters.system import SystemClock, SystemIds
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import Defect, EnvironmentFault, OperatorMistake

CHEAP = PinCost(passes=1, memory_kib=8, lanes=1)
ROOT = Path(__file__).resolve().parents[2]
HOLD_THE_LOCK = """
import sys
from pathlib import Path
from returns_desk.adapters.profile import Profile
profile = Profile.open(Path(sys.argv[1]))
profile.lock()
print("held", flush=True)
sys.stdin.read()
"""


def made(folder: Path) -> Profile:
    return Profile.open(folder, create=demo_configuration(demo=False))


def test_a_new_profile_has_its_folder_keys_and_configuration(tmp_path: Path) -> None:
    with made(tmp_path / "shop") as profile:
        again = Profile.open(tmp_path / "shop")

    assert again.configuration == profile.configuration
    assert profile.configuration.store.zone == "America/Chicago"
    assert len(profile.configuration.installation) == 36
    assert profile.clock.now().utcoffset() is not None
    assert {path.name for path in (tmp_path / "shop").iterdir()} == {"config.toml", "keys", "logs"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards the user's folder by itself")
def test_keys_are_for_this_account_alone_even_after_a_careless_copy(tmp_path: Path) -> None:
    made(tmp_path).close()
    key, folder = tmp_path / "keys" / "profile.key", tmp_path / "keys"
    as_made = key.stat().st_mode & 0o777
    key.chmod(0o644)
    folder.chmod(0o755)

    Profile.open(tmp_path).close()

    assert as_made == 0o600
    assert key.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_demo_shop_is_complete_and_marked(tmp_path: Path) -> None:
    with Profile.demo(tmp_path, pin_cost=CHEAP) as profile:
        people = profile.operators(pin_cost=CHEAP)
        signed_in = [people.check_pin(each.id, each.pin).role for each in DEMO_OPERATORS]

    assert profile.configuration.demo
    assert profile.configuration.terminal == "07"
    assert profile.configuration.store.name == "Northside Home"
    assert signed_in == ["clerk", "clerk", "manager"]
    assert tmp_path.exists()


def test_the_demo_lives_in_a_fresh_folder_that_goes_with_it() -> None:
    with Profile.demo(pin_cost=CHEAP) as first, Profile.demo(pin_cost=CHEAP) as second:
        folders = (first.directory, second.directory)

        assert folders[0] != folders[1]

    assert not any(folder.exists() for folder in folders)


def test_opening_the_demo_again_keeps_its_people(tmp_path: Path) -> None:
    with Profile.demo(tmp_path, pin_cost=CHEAP) as profile:
        profile.operators(pin_cost=CHEAP).disable("tom")

    with Profile.demo(tmp_path, pin_cost=CHEAP) as profile:
        assert [each.id for each in profile.operators().all()] == ["lind", "mara"]


def test_the_demo_does_not_take_a_real_shops_profile(tmp_path: Path) -> None:
    made(tmp_path).close()

    with pytest.raises(OperatorMistake, match="real shop"):
        Profile.demo(tmp_path)


def test_journal_and_people_open_from_the_profile(tmp_path: Path) -> None:
    with Profile.demo(tmp_path, pin_cost=CHEAP) as profile:
        profile.lock()
        with profile.open_journal() as journal, profile.open_people() as people:
            journal.append(NewEvent("case_opened", {"number": 1}, case_id="c", operator="mara"))
            people.put("c", {"name": "x"})
        with profile.read_journal() as reader:
            found = reader.verify(deep=True)

    assert found.bent is None
    assert found.events == found.vouched_to == 3


def test_writing_the_journal_without_the_lock_is_our_own_fault(tmp_path: Path) -> None:
    with made(tmp_path) as profile, pytest.raises(Defect):
        profile.open_journal()


def test_a_second_writer_is_told_who_writes_since_when(tmp_path: Path) -> None:
    with made(tmp_path) as first, made(tmp_path) as second:
        first.lock()
        first.lock()
        owner = second.lock_owner()

        with pytest.raises(OperatorMistake, match=f"process {os.getpid()} ") as told:
            second.lock()

        assert owner is not None
        assert told.value.code == "profile_in_use"
        assert told.value.fields == {"pid": os.getpid(), "since": owner.since}
        assert owner.since in told.value.message
        first.close()
        second.lock()

    assert Profile.open(tmp_path).lock_owner() is None


def test_the_lock_of_a_killed_process_does_not_stick(tmp_path: Path) -> None:
    made(tmp_path).close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    words = [sys.executable, "-c", HOLD_THE_LOCK, str(tmp_path)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with made(tmp_path) as profile, pytest.raises(OperatorMistake, match=str(other.pid)):
            profile.lock()
        other.kill()

    with made(tmp_path) as profile, profile.locked():
        owner = profile.lock_owner()

    assert owner is not None
    assert owner.pid == os.getpid()


def test_where_there_is_no_profile_the_sentence_says_what_to_try(tmp_path: Path) -> None:
    with pytest.raises(OperatorMistake, match="--demo"):
        Profile.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(EnvironmentFault, match="may be written"):
        made(tmp_path / "file" / "shop")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[store]", "[store", "not TOML"),
        ('id = "3141"', "id = 3141", 'store.id: a text is needed here; put it into "quotes"'),
        ("demo = false", 'demo = "no"', "demo: write true or false"),
        ("packs = []", 'packs = "shop.toml"', "packs: a list is needed"),
        ("packs = []", "packs = [7]", "packs.0: a text is needed"),
        ('terminal = "07"', "", "terminal: this key is missing"),
        ('terminal = "07"', 'terminal = ""', "terminal: this is empty"),
        ('terminal = "07"', 'terminal = "07"\ntill = "1"', "till: there is no such key"),
        ('"USD"', '"usd"', "store.currency: 'usd' is not written as it should be; write three"),
        ('"US-MN"', '"Minnesota"', "store.jurisdiction: 'Minnesota'"),
        ('"America/Chicago"', '"Chicago"', "store.zone: 'Chicago' is no time zone; write it as"),
        ('"America/Chicago"', '"../etc/passwd"', "store.zone: "),
        ("version = 1", "version = 2", "newer Returns Desk"),
        ("version = 1", "version = true", "version: "),
        (
            "[store]",
            '[printer]\nkind = "lpt"\n[store]',
            "printer.kind: 'lpt' is not known here; write",
        ),
        (
            "[store]",
            "[printer]\nport = 0\n[store]",
            "printer.port: 0 is too small; write 1 or more",
        ),
        ("[store]", "[printer]\nport = 70000\n[store]", "printer.port: 70000 is too large"),
        ("[store]", '[handover]\nformats = ["pdf"]\n[store]', "'pdf' is not known here"),
        ("[store]", '[scanner]\nreceipts = ["x"]\n[store]', "scanner.receipts: write the barcode"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_named_with_place_and_mend(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    made(tmp_path).close()
    path = tmp_path / "config.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(OperatorMistake) as raised:
        Profile.open(tmp_path)

    assert str(path) in raised.value.message
    assert told in raised.value.message


def test_names_of_all_kinds_are_read_back_from_the_configuration(tmp_path: Path) -> None:
    shop = demo_configuration().model_dump()
    shop["store"]["name"] = 'Õun & "Pojad" \\ \x7f Հայ'
    configuration = Configuration.model_validate(shop)

    Profile.open(tmp_path, create=configuration).close()

    assert Profile.open(tmp_path).configuration.store.name == shop["store"]["name"]


@pytest.mark.parametrize("name", ["profile.key", "terminal_ed25519.pem"])
def test_keys_that_are_gone_or_spoilt_are_never_replaced(tmp_path: Path, name: str) -> None:
    made(tmp_path).close()
    key = tmp_path / "keys" / name
    key.write_bytes(b"spoilt")

    with pytest.raises(OperatorMistake, match="not a key of ours"):
        made(tmp_path)
    key.unlink()
    with pytest.raises(OperatorMistake, match="backup of the keys"):
        made(tmp_path)

    assert not key.exists()


def test_a_journal_without_its_configuration_is_not_begun_under_another(tmp_path: Path) -> None:
    with made(tmp_path) as profile:
        profile.lock()
        profile.open_journal().close()
    (tmp_path / "config.toml").unlink()

    with pytest.raises(OperatorMistake, match=r"config\.toml: this file is gone"):
        made(tmp_path)


def test_pack_files_lie_in_the_profile(tmp_path: Path) -> None:
    shop = demo_configuration().model_copy(update={"packs": ["packs/shop.toml"]})

    with Profile.open(tmp_path, create=shop) as profile:
        assert profile.packs == (tmp_path / "packs" / "shop.toml",)


def test_ids_are_never_the_same_twice_and_in_order() -> None:
    source = SystemIds()

    given = [source.new_id() for _ in range(5_000)]

    assert given == sorted(set(given))
    assert {each[14] for each in given} == {"7"}
    assert {each[19] for each in given} <= set("89ab")


def test_the_clock_tells_the_shops_time() -> None:
    yerevan = SystemClock("Asia/Yerevan").now()

    assert yerevan.utcoffset() == timedelta(hours=4)
