"""`returns-desk bookings`: what waits, what the till said, and handing over by hand."""

from pathlib import Path
from typing import Any

import pytest

from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.commands import services
from returns_desk.cli.main import run_command_line
from support.command_lines import Ran, ran
from support.handing_profiles import complete, configuration, profile_with_returns, seen, take_all


@pytest.fixture
def till(tmp_path: Path) -> Path:
    made = tmp_path / "till"
    made.mkdir()
    return made


@pytest.fixture
def profile(tmp_path: Path, till: Path) -> Profile:
    return profile_with_returns(tmp_path / "profile", configuration(till))


@pytest.fixture
def bookings(capsys: pytest.CaptureFixture[str], profile: Profile) -> Any:
    def run(*arguments: str) -> Ran:
        return ran(capsys, services(), "bookings", *arguments, "--profile", profile.directory)

    return run


def test_without_a_word_more_it_lists(bookings: Any) -> None:
    assert bookings().out == bookings("list").out
    assert "waits" in bookings().out
    assert "1 return: 1 waits." in bookings().out


def test_send_hands_over_and_a_list_says_so(bookings: Any, till: Path) -> None:
    sent = bookings("send")

    assert sent.code == 0
    assert len(seen(till)) == 1
    listed = bookings("list", "--json").json
    (one,) = listed["bookings"]
    assert (one["state"], one["amount"], one["currency"]) == ("handed_over", 2136, "USD")
    assert one["files"][0]["name"] == seen(till)[0].name
    assert listed["counts"]["handed_over"] == 1


def test_newest_stands_first_and_a_limit_is_kept(bookings: Any, profile: Profile) -> None:
    complete(profile, 2)

    both = bookings("list", "--json").json["bookings"]
    one = bookings("list", "--json", "--limit", "1").json

    assert [x["return"].split("/")[1] for x in both] == ["3", "2", "1"]
    assert [x["return"] for x in one["bookings"]] == [both[0]["return"]]
    assert one["counts"]["waiting"] == 3


def test_answer_of_the_till_is_read_by_send_and_shown(bookings: Any, till: Path) -> None:
    bookings("send")
    (file,) = seen(till)
    file.with_suffix(".error").write_text("drawer is closed")

    sent = bookings("send")

    assert sent.code == 0
    assert "refused: drawer is closed" in sent.out


def test_refused_return_is_handed_over_again_by_its_reference(bookings: Any, till: Path) -> None:
    bookings("send")
    (file,) = seen(till)
    file.with_suffix(".error").write_text("drawer is closed")
    reference = bookings("send", "--json").json["bookings"][0]["return"]
    take_all(till)

    again = bookings("send", reference, "--json").json

    assert again["bookings"][0]["state"] == "handed_over"
    assert [each.name for each in seen(till)] == [file.name]
    assert not file.with_suffix(".error").exists()


def test_unknown_reference_is_one_line_with_the_mend(bookings: Any) -> None:
    refused = bookings("send", "RD/99/000000000000")

    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "bookings list" in refused.err
    assert refused.out == ""


def test_folder_that_is_gone_is_one_line_and_the_return_still_waits(
    bookings: Any, till: Path
) -> None:
    till.rmdir()

    refused = bookings("send")

    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "folder of the till is not there" in refused.err
    assert bookings("list", "--json").json["counts"]["waiting"] == 1


def test_another_folder_is_accepted_when_a_person_says_so(bookings: Any, till: Path) -> None:
    bookings("send")
    for each in till.iterdir():
        each.unlink()

    refused = bookings("send")
    accepted = bookings("send", "--new-folder", "--json")

    assert refused.code == 2
    assert "--new-folder" in refused.err
    assert accepted.json["bookings"][0]["state"] == "taken"


def test_send_is_refused_while_a_desk_runs_and_list_works_beside_it(
    bookings: Any, profile: Profile
) -> None:
    with profile.locked():
        refused, listed = bookings("send"), bookings("list")

    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert listed.code == 0
    assert "1 waits" in listed.out


def test_send_with_nothing_to_do_needs_no_right_to_write(bookings: Any, till: Path) -> None:
    bookings("send")
    (file,) = seen(till)
    file.with_suffix(".done").touch()
    bookings("send")

    with Profile.open(till.parent / "profile").locked():
        sent = bookings("send")

    assert sent.code == 0
    assert "1 return: 1 booked." in sent.out


def test_shop_without_a_folder_is_told_which_key_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile_with_returns(tmp_path / "none", configuration(""))

    code = run_command_line(["bookings", "send", "--profile", str(tmp_path / "none")], services())

    said = capsys.readouterr()
    assert code == 2
    assert "[handover]" in said.err
    assert said.err.count("\n") == 1


def test_profile_without_returns_for_the_till_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile_with_returns(tmp_path / "none", configuration(tmp_path), count=0)

    run_command_line(["bookings", "--profile", str(tmp_path / "none")], services())

    assert capsys.readouterr().out == "No return is for the till yet.\n"


def test_only_the_formats_that_are_configured_are_written(
    tmp_path: Path, till: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile_with_returns(tmp_path / "one", configuration(till, ("json",)))

    run_command_line(["bookings", "send", "--profile", str(tmp_path / "one")], services())

    assert capsys.readouterr().err == ""
    assert (len(seen(till)), len(seen(till, ".json"))) == (0, 1)


def test_relative_folder_lies_in_the_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "one"
    profile_with_returns(place, configuration("for-the-till"))
    (place / "for-the-till").mkdir()

    code = run_command_line(["bookings", "send", "--profile", str(place)], services())

    assert (code, capsys.readouterr().err) == (0, "")
    assert len(seen(place / "for-the-till")) == 1


def test_configuration_survives_writing_and_reading(profile: Profile, till: Path) -> None:
    text = (profile.directory / "config.toml").read_text()

    assert f'folder = "{till}"' in text
    assert Profile.open(profile.directory).configuration.handover.formats == ["poslog", "json"]


@pytest.mark.parametrize(
    ("table", "place"),
    [('formats = ["pdf"]', "handover.formats"), ("formats = []", "handover.formats")],
)
def test_wrong_format_in_the_configuration_is_named_with_its_place(
    profile: Profile, capsys: pytest.CaptureFixture[str], table: str, place: str
) -> None:
    path = profile.directory / "config.toml"
    path.write_text(path.read_text() + f"{table}\n")

    code = run_command_line(["bookings", "--profile", str(profile.directory)], services())

    assert code == 2
    said = capsys.readouterr().err
    assert place in said
    assert said.count("\n") == 1
