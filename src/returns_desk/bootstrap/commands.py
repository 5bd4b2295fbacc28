"""The only place where real things are chosen and handed to those who need them.

Owns the wiring of the command line. Everything is imported late, so that `board` pays for neither
Qt nor the journal.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from returns_desk import __version__
from returns_desk.bootstrap import hub_services, journal_services, policy_services
from returns_desk.bootstrap.configuration import set_for_this_process, settings_of
from returns_desk.bootstrap.profiles import begun_profile, profile_directory, there_profile
from returns_desk.cli.context import DeskRequest, PackChoice, Services
from returns_desk.cli.main import run_command_line
from returns_desk.domain.errors import OperatorMistake, ReturnsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from returns_desk.adapters.credit.voucher_access import VoucherAccess
    from returns_desk.adapters.handover.bookings_access import BookingsAccess
    from returns_desk.adapters.keys.access import KeysAccess
    from returns_desk.adapters.policies import PackProblem
    from returns_desk.adapters.policies.check_packs import PolicyLab
    from returns_desk.adapters.profile_access import OperatorsAccess
    from returns_desk.adapters.sales.sales_service import SalesService
    from returns_desk.cli.doctor import Symptom
    from returns_desk.cli.self_test import CheckOutcome
    from returns_desk.domain.board import Board
    from returns_desk.domain.case import Case
    from returns_desk.domain.policy import Policy


def run(arguments: Sequence[str]) -> int:
    """Run one command line with the real services and answer the exit code."""
    return run_command_line(arguments, services())


def services() -> Services:
    """The real services of the command line."""
    return Services(
        version=__version__,
        read_case=_read_case,
        board_maker=_board_maker,
        check_pack=_check_pack,
        check_packs=_check_packs,
        schema=_schema,
        open_desk=_open_desk,
        crash_folder=_crash_folder,
        sales=_sales,
        journal=journal_services.journal,
        operators=_operators,
        keys=_keys,
        more={
            "self_test": _self_test,
            "doctor": _doctor,
            "bookings": _bookings,
            "policy_lab": _policy_lab,
            "replaying": policy_services.replaying,
            "publishing": policy_services.publishing,
            "drafts": policy_services.drafts,
            "credit": _credit,
            "keeping": journal_services.keeping,
            "archiving": journal_services.archiving,
            "erasing": journal_services.erasing,
            "people_search": journal_services.people_search,
            "losses": journal_services.losses,
            "command_sheet": _command_sheet,
            "hub": hub_services.hub,
            "sync": hub_services.sync,
            "configuration": settings_of,
            "provision": _provision,
            "set_configuration": set_for_this_process,
        },
    )


def own_packs(profile: Path | None) -> tuple[Path, ...]:
    """The pack files that the profile names; none where there is no profile yet.

    Raises:
        OperatorMistake: the folder was named and holds no profile, or config.toml is unusable.
    """
    directory = profile_directory(profile)
    settings = directory / "config.toml"
    if not settings.exists():
        if profile is None:
            return ()
        message = "there is no profile here; check --profile."
        raise OperatorMistake(message, code="no_profile", file=str(directory))
    from returns_desk.adapters.configuration_layers import (  # noqa: PLC0415 -- late, see above
        effective_configuration,
    )

    configuration = effective_configuration(settings).configuration
    if (directory / "published").exists():
        return policy_services.published_files(directory)
    return tuple(directory / name for name in configuration.packs)


def _read_case(content: bytes) -> Case:
    from returns_desk.adapters.case_files import read_case  # noqa: PLC0415 -- late, see above

    return read_case(content)


def _board_maker(choice: PackChoice) -> Callable[[Case], Board]:
    from returns_desk.adapters.policies import load_policy  # noqa: PLC0415 -- late, see above
    from returns_desk.adapters.resources import resource_path  # noqa: PLC0415 -- late, see above
    from returns_desk.domain.engine import propose_board  # noqa: PLC0415 -- late, see above

    loaded = load_policy(
        resource_path("policies"),
        files=choice.files or own_packs(choice.profile),
        with_law=choice.with_law,
    )
    by_counter: dict[tuple[str, str], Policy] = {}

    def make_board(case: Case) -> Board:
        counter = case.store.currency, case.store.jurisdiction
        if counter not in by_counter:
            by_counter[counter] = loaded.policy_at(*counter, case.now.date())
        return propose_board(case, by_counter[counter])

    return make_board


def _check_pack(path: Path) -> Sequence[PackProblem]:
    from returns_desk.adapters.policies import check_pack_file  # noqa: PLC0415 -- late, see above
    from returns_desk.adapters.resources import resource_path  # noqa: PLC0415 -- late, see above

    return check_pack_file(resource_path("policies"), path)


def _check_packs(paths: Sequence[Path]) -> Sequence[PackProblem]:
    from returns_desk.adapters.policies import check_together  # noqa: PLC0415 -- late, see above
    from returns_desk.adapters.resources import resource_path  # noqa: PLC0415 -- late, see above

    return check_together(resource_path("policies"), paths)


def _policy_lab() -> PolicyLab:
    from returns_desk.adapters.policies.check_packs import (  # noqa: PLC0415 -- late, see above
        PolicyLab,
    )
    from returns_desk.adapters.resources import resource_path  # noqa: PLC0415 -- late, see above

    return PolicyLab(resource_path("policies"))


def _schema(name: str) -> Mapping[str, Any]:
    from returns_desk.adapters.case_files.schemas import (  # noqa: PLC0415 -- late, see above
        schema_of,
    )

    return schema_of(name)


def _open_desk(request: DeskRequest) -> int:
    if request.screenshots is not None:
        return _take_pictures(request, request.screenshots)
    from returns_desk.bootstrap.looks import opening  # noqa: PLC0415 -- late, see above

    with opening(request.look) as application:
        # The sign stands there while this is read.
        from returns_desk.bootstrap.desk import open_desk  # noqa: PLC0415 -- late, see above

        return open_desk(
            application,
            request.profile,
            demo=request.demo,
            language=request.language,
            review=request.review,
        )


def _take_pictures(request: DeskRequest, folder: Path) -> int:
    from returns_desk.adapters.translations import (  # noqa: PLC0415 -- late, see above
        SOURCE_LANGUAGE,
    )
    from returns_desk.bootstrap.screenshots import take_pictures  # noqa: PLC0415 -- late, see above
    from returns_desk.ui.kit.tokens import THEME_NAMES  # noqa: PLC0415 -- late, see above

    looks = (request.look,) if request.look else THEME_NAMES
    return take_pictures(folder, looks, request.language or SOURCE_LANGUAGE)


def _crash_folder(profile: Path | None) -> Path:
    """Reports of our own faults lie with the profile's logs, else where temporary files lie."""
    elsewhere = Path(tempfile.gettempdir()) / "returns-desk"
    try:
        directory = profile_directory(profile)
    except ReturnsError:
        return elsewhere
    return directory / "logs" if directory.is_dir() else elsewhere


def _sales(profile: Path | None, *, begin: bool = False) -> SalesService:
    from returns_desk.adapters.sales.sale_store import SaleStore  # noqa: PLC0415 -- late, see above
    from returns_desk.adapters.sales.sales_service import (  # noqa: PLC0415 -- late, see above
        SalesService,
    )

    is_there = (profile_directory(profile) / "config.toml").exists()
    opened = begun_profile(profile) if begin else there_profile(profile)
    store = opened.configuration.store
    begun = opened.directory if not is_there else None
    sales = SaleStore(opened.sales_path, opened.card_guard)
    return SalesService(sales, store.id, store.currency, store.zone, begun)


def _keys(profile: Path | None) -> KeysAccess:
    from returns_desk.adapters.keys.access import KeysAccess  # noqa: PLC0415 -- late, see above

    return KeysAccess(profile_directory(profile))


def _operators(profile: Path | None) -> OperatorsAccess:
    from returns_desk.adapters.profile_access import (  # noqa: PLC0415 -- late, see above
        OperatorsAccess,
    )

    return OperatorsAccess(begun_profile(profile))


def _bookings(profile: Path | None) -> BookingsAccess:
    from returns_desk.adapters.handover.bookings_access import (  # noqa: PLC0415 -- late, see above
        BookingsAccess,
    )

    return BookingsAccess(there_profile(profile))


def _credit(profile: Path | None) -> VoucherAccess:
    from returns_desk.adapters.credit.voucher_access import (  # noqa: PLC0415 -- late, see above
        VoucherAccess,
    )

    return VoucherAccess(there_profile(profile), _ask_to_redeem)


def _ask_to_redeem(profile: Path, code: str, sold_as: str) -> bool | None:
    # Late: only a desk that runs beside the command makes it load Qt.
    from returns_desk.bootstrap.handover import ask_to_redeem  # noqa: PLC0415 -- see above

    return ask_to_redeem(profile, code, sold_as)


def _provision(file: Path, profile: Path | None) -> dict[str, Any]:
    from returns_desk.bootstrap.provisioning import provision  # noqa: PLC0415 -- late, see above

    return provision(file, profile)


def _self_test() -> Iterator[CheckOutcome]:
    from returns_desk.bootstrap.self_test import self_test  # noqa: PLC0415 -- late, see above

    return self_test()


def _doctor(profile: Path | None) -> Iterator[Symptom]:
    from returns_desk.bootstrap.doctor import examine  # noqa: PLC0415 -- late, see above

    return examine(profile_directory(profile))


def _command_sheet(path: Path, language: str) -> None:
    from returns_desk.bootstrap.command_sheet import write_sheet  # noqa: PLC0415 -- late, see above

    write_sheet(path, language)
