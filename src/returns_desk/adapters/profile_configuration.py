"""config.toml of a profile: which shop, which terminal, which packs.

Owns the file's version, keys and sentences about what is wrong with it. It must not open anything
else of the profile.
"""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from returns_desk.adapters.business_day_configuration import BusinessDayConfiguration
from returns_desk.adapters.customer_display_configuration import CustomerDisplayConfiguration
from returns_desk.adapters.escalation_configuration import EscalationConfiguration
from returns_desk.adapters.evidence_configuration import EvidenceConfiguration
from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keeping.backup_configuration import BackupConfiguration
from returns_desk.adapters.keys.configuration import KeysConfiguration
from returns_desk.adapters.policy_lab_configuration import PolicyLabConfiguration
from returns_desk.adapters.printer_configuration import PrinterConfiguration
from returns_desk.adapters.retention_configuration import RetentionConfiguration
from returns_desk.adapters.review_configuration import ReviewConfiguration
from returns_desk.adapters.safe_files import write_safely
from returns_desk.adapters.scanning.receipt_patterns import read_patterns
from returns_desk.adapters.sync_configuration import SyncConfiguration
from returns_desk.adapters.system import zone_named
from returns_desk.domain.errors import InvalidInput, OperatorMistake

FORMAT_VERSION: Final = 1
LONGEST_TEXT: Final = 200
_READ_BY_ALL: Final = 0o644
"""Mode of the file: it holds no secret, and IT reads it under another account."""

# What a person reads after the key's place; the key is the kind of error that pydantic names.
_MENDS: Final = {
    "missing": "this key is missing; add it",
    "extra_forbidden": "there is no such key; take it out or correct its spelling",
    "string_type": 'a text is needed here; put it into "quotes"',
    "int_type": "a whole number is needed here, without quotes",
    "bool_type": "write true or false here",
    "list_type": 'a list is needed here, such as ["shop.toml"]',
    "model_type": "a table is needed here, such as [store]",
    "string_too_short": "this is empty; fill it in",
    "too_short": "this list is empty; fill it in",
    "string_too_long": f"this is longer than {LONGEST_TEXT} characters; shorten it",
}


def _known_zone(name: str) -> str:
    try:
        zone_named(name)
    except InvalidInput as error:
        raise ValueError(error.message.rstrip(".")) from error
    return name


def _readable_patterns(patterns: list[str]) -> list[str]:
    try:
        read_patterns(patterns)
    except InvalidInput as error:
        raise ValueError(error.message.rstrip(".")) from error
    return patterns


_Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class StoreConfiguration(_Table):
    """The shop that this counter belongs to."""

    id: _Text
    name: _Text
    jurisdiction: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    zone: Annotated[str, AfterValidator(_known_zone)]


class HandOverConfiguration(_Table):
    """The folder that the till or back office reads completed returns from; empty for none."""

    folder: str = ""
    formats: Annotated[list[Literal["poslog", "json"]], Field(min_length=1)] = ["poslog", "json"]


class ScannerConfiguration(_Table):
    """What the shop's receipt barcodes look like; see adapters.scanning.receipt_patterns.

    Scanners type as a US keyboard, unless they are set to the layout of the system ("layout").
    `prefix` and `suffix` are what they send around each scan, beside Enter or Tab.
    """

    receipts: Annotated[list[str], AfterValidator(_readable_patterns)] = Field(default_factory=list)
    keyboard: Literal["us", "layout"] = "us"
    prefix: Annotated[str, Field(max_length=8)] = ""
    suffix: Annotated[str, Field(max_length=8)] = ""


class Configuration(_Table):
    """The whole file. `installation` is filled in when a profile is made."""

    version: int = FORMAT_VERSION
    installation: str = ""
    terminal: _Text
    demo: bool = False
    packs: list[str] = Field(default_factory=list)
    store: StoreConfiguration
    keys: KeysConfiguration = Field(default_factory=KeysConfiguration)
    printer: PrinterConfiguration = Field(default_factory=PrinterConfiguration)
    handover: HandOverConfiguration = Field(default_factory=HandOverConfiguration)
    scanner: ScannerConfiguration = Field(default_factory=ScannerConfiguration)
    backup: BackupConfiguration = Field(default_factory=BackupConfiguration)
    retention: RetentionConfiguration = Field(default_factory=RetentionConfiguration)
    evidence: EvidenceConfiguration = Field(default_factory=EvidenceConfiguration)
    business_day: BusinessDayConfiguration = Field(default_factory=BusinessDayConfiguration)
    review: ReviewConfiguration = Field(default_factory=ReviewConfiguration)
    customer_display: CustomerDisplayConfiguration = Field(
        default_factory=CustomerDisplayConfiguration
    )
    escalations: EscalationConfiguration = Field(default_factory=EscalationConfiguration)
    policy_lab: PolicyLabConfiguration = Field(default_factory=PolicyLabConfiguration)
    sync: SyncConfiguration = Field(default_factory=SyncConfiguration)


def demo_configuration(*, demo: bool = True) -> Configuration:
    """The demo shop's; with `demo=False` the beginning of a profile that nobody configured yet."""
    store = StoreConfiguration(
        id="3141",
        name="Northside Home",
        jurisdiction="US-MN",
        currency="USD",
        language="en",
        zone="America/Chicago",
    )
    return Configuration(terminal="07", demo=demo, store=store)


def read_configuration(path: Path) -> Configuration:
    """The configuration in a file.

    Raises:
        OperatorMistake: Broken TOML or a wrong value (file, place and mend in one sentence), or a
            newer version wrote it.
        EnvironmentFault: The file can't be read.

    """
    return validated(toml_values(path), lambda _: str(path))


def toml_values(path: Path) -> dict[str, Any]:
    """What a configuration file says, unjudged but for its version.

    Raises:
        OperatorMistake: Broken TOML, or a newer version wrote it.
        EnvironmentFault: The file can't be read.

    """
    with file_faults(path):
        content = path.read_bytes()
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        message = f"{path}: this is no UTF-8 text (byte {error.start}). Save it as UTF-8."
        raise OperatorMistake(message, code="config_unreadable") from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: this is not TOML ({error}). Correct that place."
        raise OperatorMistake(message, code="config_unreadable") from error
    except (ValueError, RecursionError) as error:
        message = f"{path}: a number is too long or brackets nest too deep. Correct that place."
        raise OperatorMistake(message, code="config_unreadable") from error
    _refuse_newer(path, values)
    return values


def validated(values: dict[str, Any], place_of: Callable[[str], str]) -> Configuration:
    """The configuration that these values make; `place_of` says where a key was written.

    Raises:
        OperatorMistake: A wrong value; file, place and mend in one sentence.

    """
    try:
        return Configuration.model_validate(values)
    except ValidationError as error:
        raise _first_problem(place_of, error) from error


def write_configuration(path: Path, configuration: Configuration) -> None:
    """Write the file as a whole; an existing one is replaced.

    Raises:
        EnvironmentFault: The folder can't be written; the file is as before.

    """
    write_safely(path, _toml(configuration).encode(), mode=_READ_BY_ALL)


def _refuse_newer(path: Path, values: dict[str, Any]) -> None:
    found = values.get("version")
    if isinstance(found, int) and found > FORMAT_VERSION:
        message = (
            f"{path}: a newer Returns Desk wrote this configuration (version {found}; this one "
            f"knows {FORMAT_VERSION}). Install that newer version; nothing was changed."
        )
        raise OperatorMistake(message, code="newer_configuration", found=found)


def _first_problem(place_of: Callable[[str], str], error: ValidationError) -> OperatorMistake:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "string_pattern_mismatch":
        mend = f"{first['input']!r} is not written as it should be; {_EXAMPLES[first['loc'][-1]]}"
    elif first["type"] == "value_error":
        mend = str(first["ctx"]["error"])
    else:
        mend = _MENDS.get(first["type"], _limit(first) or first["msg"])
    return OperatorMistake(
        f"{place_of(place)}: {place}: {mend}.", code="config_invalid", place=place
    )


def _limit(error: Any) -> str | None:
    """What may stand there, for a closed list of words and for a number out of its bounds."""
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        return f"{error['input']!r} is not known here; write {context['expected']}"
    if error["type"] == "greater_than_equal":
        return f"{error['input']} is too small; write {context['ge']} or more"
    if error["type"] == "less_than_equal":
        return f"{error['input']} is too large; write {context['le']} or less"
    return None


_EXAMPLES: Final[dict[int | str, str]] = {
    "jurisdiction": "write a country, or country and state, such as EE or US-MN",
    "currency": "write three capitals, such as EUR",
    "language": "write a language, such as et or en",
    "vendor": "write four digits or letters a to f, such as 04b8",
    "product": "write four digits or letters a to f, such as 0e15",
}


def _toml(configuration: Configuration) -> str:
    """Only texts, numbers, flags and lists of texts occur, so few lines of TOML are enough.

    A table that nobody changed is left out.
    """
    values = configuration.model_dump()
    changed = configuration.model_dump(exclude_defaults=True)
    tables = {key: changed.get(key) for key, value in values.items() if isinstance(value, dict)}
    lines = [f"{key} = {_toml_value(value)}" for key, value in values.items() if key not in tables]
    for name, table in tables.items():
        if not table:
            continue
        lines += ["", f"[{name}]"]
        lines += [f"{key} = {_toml_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _toml_value(value: object) -> str:
    """JSON's spelling is TOML's for these kinds, but for one control character and for tables."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml_value(x)}' for key, x in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
